/* <panel-voice>: the panel speaks, in the voices that this device has of its own. A voice that would send the text to
   somebody's server is never used. In the lobby it is switched on (data-lobby), which this browser remembers; in the
   room it reads the question, again and more slowly if asked. */

const CHOSEN = "next-round:panel-voice";
const TOLD = "next-round:no-voice";
const PITCHES = [1, 0.8, 1.2, 0.9, 1.1];
const RATES = { usual: 1, slow: 0.75 };
const VOICES_LOAD = 1500; // ms

/* What some devices have beside their voices, which would make a panel laugh. */
const JOKES = /^(Albert|Bad News|Bahh|Bells|Boing|Bubbles|Cellos|Good News|Jester|Organ|Superstar|Trinoids|Whisper|Wobble|Zarvox)/;

class PanelVoice extends HTMLElement {
  async connectedCallback() {
    if (window.speechSynthesis) await this.voicesCome();
    if (this.dataset.lobby !== undefined) this.inLobby();
    else if (localStorage.getItem(CHOSEN)) this.inRoom();
  }

  /* Browsers bring them late, and not all at once: asked for anew whenever somebody speaks. */
  get voices() {
    const isOwn = (voice) => voice.localService && voice.lang.toLowerCase().split(/[-_]/)[0] === this.dataset.language && !JOKES.test(voice.name);
    const own = window.speechSynthesis?.getVoices().filter(isOwn) ?? [];
    return own.sort((one, other) => Boolean(other.default) - Boolean(one.default));
  }

  voicesCome() {
    return new Promise((done) => {
      if (this.voices.length) return done();
      speechSynthesis.addEventListener("voiceschanged", () => this.voices.length && done());
      setTimeout(done, VOICES_LOAD);
    });
  }

  // In the lobby

  inLobby() {
    this.hidden = false;
    const box = this.querySelector("input");
    const offer = () => {
      const some = this.voices.length > 0;
      box.disabled = !some;
      this.querySelector("[data-none]").hidden = some;
      this.querySelector("[data-some]").hidden = !some;
      box.checked = some && Boolean(localStorage.getItem(CHOSEN));
    };
    offer();
    window.speechSynthesis?.addEventListener("voiceschanged", offer);
    box.addEventListener("change", () => {
      if (box.checked) localStorage.setItem(CHOSEN, "usual");
      else localStorage.removeItem(CHOSEN);
      speechSynthesis.cancel();
      if (box.checked) this.querySelectorAll("[data-place]").forEach((one) => this.speak(one));
    });
  }

  // In the room

  inRoom() {
    if (!this.voices.length) return this.sayNone();
    this.hidden = false;
    this.querySelector("[data-repeat]").addEventListener("click", () => this.speak());
    this.querySelector("[data-slower]").addEventListener("click", () => this.turn());
    this.querySelector("[data-mute]").addEventListener("click", () => this.mute());
    document.addEventListener("next-round:speaking", () => speechSynthesis.cancel());
    document.addEventListener("next-round:interrupted", ({ detail }) => {
      if (!this.isMuted) this.speak({ dataset: { place: this.dataset.place, text: detail } });
    });
    window.addEventListener("pagehide", () => speechSynthesis.cancel());
    this.draw();
    if (!this.isMuted) this.speak();
  }

  get rate() {
    return localStorage.getItem(CHOSEN) in RATES ? localStorage.getItem(CHOSEN) : "usual";
  }

  get isMuted() {
    return sessionStorage.getItem(CHOSEN) === "muted";
  }

  sayNone() {
    if (localStorage.getItem(TOLD)) return;
    localStorage.setItem(TOLD, "yes");
    this.hidden = false;
    this.querySelectorAll("button").forEach((button) => (button.hidden = true));
    this.say(this.dataset.none);
  }

  say(words) {
    const line = this.querySelector("[role=status]");
    if (line) line.textContent = words;
  }

  /* Each place at the table has its own voice; where there are fewer voices than people, its own pitch. */
  speak({ dataset: { place, text } } = this) {
    const said = new SpeechSynthesisUtterance(text);
    const { voices } = this;
    said.voice = voices[place % voices.length];
    said.lang = said.voice.lang;
    said.pitch = place < voices.length ? 1 : PITCHES[place % PITCHES.length];
    said.rate = RATES[this.rate];
    said.onstart = () => this.say("");
    // Browsers keep quiet on a page that nobody has touched yet.
    said.onerror = ({ error }) => error === "not-allowed" && this.say(this.dataset.blocked);
    if (this.dataset.lobby === undefined) speechSynthesis.cancel();
    speechSynthesis.speak(said);
  }

  turn() {
    localStorage.setItem(CHOSEN, this.rate === "slow" ? "usual" : "slow");
    this.draw();
    this.speak();
  }

  mute() {
    if (this.isMuted) sessionStorage.removeItem(CHOSEN);
    else sessionStorage.setItem(CHOSEN, "muted");
    speechSynthesis.cancel();
    this.draw();
    if (!this.isMuted) this.speak();
  }

  draw() {
    this.querySelector("[data-slower]").setAttribute("aria-pressed", this.rate === "slow");
    this.querySelector("[data-mute]").setAttribute("aria-pressed", this.isMuted);
    this.querySelector("[data-repeat]").hidden = this.isMuted;
  }
}

customElements.define("panel-voice", PanelVoice);
