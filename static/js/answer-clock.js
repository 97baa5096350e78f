/* <answer-clock>: counts up from the server's seconds, and can be hidden, which is remembered.
   It goes by the browser's steady clock, so a wrong time of day does not matter. */

const HIDDEN = "next-round:clock-hidden";

class AnswerClock extends HTMLElement {
  connectedCallback() {
    const { seconds, target, stop } = this.dataset;
    this.from = Number(seconds);
    this.target = Number(target);
    this.stop = Number(stop);
    this.told = this.from > this.target;
    this.started = performance.now();
    this.ticking = setInterval(() => this.tick(), 1000);
    if (this.dataset.name === "answer") this.listen();
    this.button = this.querySelector("[data-toggle]");
    if (this.button) {
      this.button.hidden = false;
      this.button.addEventListener("click", () => this.toggle());
      this.draw(localStorage.getItem(HIDDEN) === "yes");
    }
  }

  disconnectedCallback() {
    clearInterval(this.ticking);
  }

  get seconds() {
    return Math.min(this.stop, this.from + Math.floor((performance.now() - this.started) / 1000));
  }

  /* A ramble is counted from the first word, typed or spoken: thinking first is no ramble. */
  listen() {
    const box = this.closest("form").elements.text;
    const begin = () => (this.began ??= this.seconds);
    if (box.value) this.began = 0;
    box.addEventListener("input", begin);
    document.addEventListener("next-round:speaking", begin);
  }

  tick() {
    const { seconds } = this;
    this.querySelector("[data-now]").textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    if (seconds >= this.target && !this.told) this.tell();
    if (this.dataset.name === "answer") this.interrupt(seconds);
    const ring = this.querySelector(".ring");
    ring?.classList.toggle("ring-over", seconds > this.target);
    ring?.querySelector(".ring-time").setAttribute("stroke-dasharray", `${Math.min(100, (100 * seconds) / this.target)} 100`);
  }

  /* Who does not see the clock is told once, when it matters; the seconds themselves are never read out. */
  tell() {
    this.told = true;
    const line = document.getElementById(this.dataset.tells);
    line.replaceChildren(Object.assign(document.createElement("span"), { textContent: line.dataset.reached }));
  }

  /* Whoever asks comes in once. Words and focus stay where they are; the panel's voice, if it is on, says it. */
  interrupt(seconds) {
    const line = document.querySelector("[data-interruption]");
    const talked = this.began === undefined ? 0 : seconds - this.began;
    if (!line || line.childElementCount || talked < Number(line.dataset.interruption)) return;
    const said = document.createElement("span");
    said.className = "said";
    said.textContent = line.dataset.who + line.dataset.words;
    line.append(said);
    line.scrollIntoView({ block: "nearest" });
    const form = this.closest("form");
    form.elements.interrupted_after.value = form.elements.text.value.length;
    document.dispatchEvent(new CustomEvent("next-round:interrupted", { detail: line.dataset.words }));
  }

  toggle() {
    const isHidden = !this.isHidden;
    localStorage.setItem(HIDDEN, isHidden ? "yes" : "no");
    this.draw(isHidden);
  }

  draw(isHidden) {
    this.isHidden = isHidden;
    for (const part of this.children) {
      if (part !== this.button) part.toggleAttribute("hidden", isHidden);
    }
    this.button.textContent = isHidden ? this.button.dataset.show : this.button.dataset.hide;
  }
}

customElements.define("answer-clock", AnswerClock);
