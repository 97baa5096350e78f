/* <mic-check>: before going in, see that the microphone hears something, and hear it back. Nothing is sent anywhere. */

const LAST = 40; // pieces of 50 ms
const LONGEST = 20_000; // ms
const AUDIBLE = 0.0006; // very quiet speech that is still understood
const ABOVE_HUM = 3; // times the quietest moment

class MicCheck extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    if (!isSecureContext) return this.show("insecure");
    if (!navigator.mediaDevices || !window.AudioWorkletNode) return this.show("unsupported");
    this.check = this.querySelector("[data-check]");
    this.play = this.querySelector("[data-play]");
    this.check.hidden = false;
    this.check.addEventListener("click", () => (this.close ? this.stop() : this.start()));
    this.play.addEventListener("click", () => this.playBack());
  }

  disconnectedCallback() {
    this.close?.();
  }

  async start() {
    this.pieces = [];
    this.loudest = 0;
    this.quietest = 1;
    this.show("asking");
    let input;
    try {
      input = await import(this.dataset.input);
      this.close = await input.openMicrophone(this.dataset.worklet, (...piece) => this.heard(...piece), () => this.stop("unplugged"));
    } catch (error) {
      return this.show(input?.whyNot(error) ?? "unreached");
    }
    this.show("listening");
    this.timer = setTimeout(() => this.stop(), LONGEST);
  }

  heard(samples, level) {
    this.pieces = [...this.pieces, samples].slice(-LAST);
    this.loudest = Math.max(this.loudest, level);
    this.quietest = Math.min(this.quietest, level);
    this.style.setProperty("--level", Math.min(1, level * 5).toFixed(2));
    this.play.hidden = this.pieces.length < LAST || !this.isHeard;
    if (this.isHeard && this.state === "listening") this.show("heard");
  }

  get isHeard() {
    return this.loudest >= Math.max(AUDIBLE, ABOVE_HUM * this.quietest);
  }

  stop(state = this.isHeard ? "good" : "quiet") {
    clearTimeout(this.timer);
    this.close?.();
    this.close = null;
    this.style.setProperty("--level", 0);
    this.show(state);
  }

  playBack() {
    if (this.close) this.stop();
    const context = new AudioContext();
    const sound = context.createBuffer(1, this.pieces.length * this.pieces[0].length, 16000);
    const channel = sound.getChannelData(0);
    this.pieces.forEach((piece, at) => piece.forEach((sample, place) => (channel[at * piece.length + place] = sample / 32768)));
    const source = new AudioBufferSourceNode(context, { buffer: sound });
    source.connect(context.destination);
    source.addEventListener("ended", () => context.close());
    source.start();
  }

  show(state) {
    this.state = state;
    this.toggleAttribute("data-on", Boolean(this.close));
    if (this.check) this.check.querySelector("span").textContent = this.close ? this.dataset.stop : this.dataset.start;
    this.querySelector("[data-state]").textContent = this.dataset[`say${state}`] ?? "";
  }
}

customElements.define("mic-check", MicCheck);
