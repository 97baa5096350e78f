/* <panel-voice>: the panel speaks, in the voices that this device has of its own. A voice that would send the text to
   somebody's server is never used. In the lobby it is switched on (data-lobby), which this browser remembers; in the
   room it reads the question, again and more slowly if asked. */

const CHOSEN = "next-round:panel-voice";
const TOLD = "next-round:no-voice";
const PITCHES = [1, 0.8, 1.2, 0.9, 1.1];
const RATES = { usual: 1, slow: 0.75 };
const VOICES_LOAD = 1500; // ms

function voicesHere(language) {
  const own = (voice) => voice.localService && voice.lang.toLowerCase().replace("_", "-").startsWith(language);
  const found = () => speechSynthesis.getVoices().filter(own);
  return new Promise((done) => {
    if (found().length) return done(found());
    speechSynthesis.addEventListener("voiceschanged", () => found().length && done(found()));
    setTimeout(() => done(found()), VOICES_LOAD);
  });
}

class PanelVoice extends HTMLElement {
  async connectedCallback() {
    this.language = document.documentElement.lang.split("-")[0];
    this.voices = window.speechSynthesis ? await voicesHere(this.language) : [];
    if (this.dataset.lobby !== undefined) return this.inLobby();
    if (!localStorage.getItem(CHOSEN)) return;
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

  // In the lobby

  inLobby() {
    this.hidden = false;
    const box = this.querySelector("input");
    box.disabled = !this.voices.length;
    this.querySelector("[data-none]").hidden = Boolean(this.voices.length);
    this.querySelector("[data-some]").hidden = !this.voices.length;
    box.checked = Boolean(this.voices.length && localStorage.getItem(CHOSEN));
    box.addEventListener("change", () => {
      if (box.checked) localStorage.setItem(CHOSEN, "usual");
      else localStorage.removeItem(CHOSEN);
      speechSynthesis.cancel();
      if (box.checked) this.querySelectorAll("[data-place]").forEach((one) => this.speak(one));
    });
  }

  // In the room

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
    this.querySelector("[role=status]").textContent = this.dataset.none;
  }

  /* Each place at the table has its own voice; where there are fewer voices than people, its own pitch. */
  speak({ dataset: { place, text } } = this) {
    const said = new SpeechSynthesisUtterance(text);
    said.voice = this.voices[place % this.voices.length];
    said.lang = said.voice.lang;
    said.pitch = place < this.voices.length ? 1 : PITCHES[place % PITCHES.length];
    said.rate = RATES[this.rate];
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
