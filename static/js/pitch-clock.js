/* <pitch-clock>: while a pitch is written, how long it takes to say; and a clock for saying it aloud. */
class PitchClock extends HTMLElement {
  connectedCallback() {
    this.box = this.querySelector("textarea");
    this.button = this.querySelector("[data-aloud]");
    this.running = this.querySelector("[data-running]");
    this.box.addEventListener("input", () => this.draw());
    this.button.addEventListener("click", () => (this.timer ? this.stop() : this.start()));
    this.button.hidden = false;
    this.draw();
  }

  disconnectedCallback() {
    clearInterval(this.timer);
  }

  draw() {
    const words = this.box.value.match(/\S+/g)?.length ?? 0;
    const seconds = Math.round((60 * words) / this.dataset.pace);
    const figure = this.querySelector("[data-takes]");
    figure.hidden = !words;
    figure.querySelector("[data-time]").textContent = clock(seconds);
    figure.querySelector(".pace-at").setAttribute("x", Math.min(99, (100 * seconds) / this.dataset.top));
  }

  start() {
    const begun = performance.now();
    this.elapsed = () => Math.round((performance.now() - begun) / 1000);
    this.timer = setInterval(() => (this.running.textContent = clock(this.elapsed())), 250);
    this.say(this.button.dataset.stop, "");
  }

  stop() {
    clearInterval(this.timer);
    this.timer = 0;
    this.running.textContent = "";
    this.say(this.button.dataset.aloud, this.button.dataset.took.replace("{time}", clock(this.elapsed())));
  }

  say(label, result) {
    this.button.querySelector("span").textContent = label;
    this.querySelector("[role=status]").textContent = result;
  }
}

const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

customElements.define("pitch-clock", PitchClock);
