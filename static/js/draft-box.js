/* <draft-box>: saves the answer while it is typed, and says whether it is saved.
   One save is under way at a time. What the server has not acknowledged also lies in this browser's storage, on the disk,
   so that it outlives the browser.
   The page works without this file: every button of the form carries the text and its revision. */

const QUIET = 1000; // ms without a key before a save
const LONGEST_WAIT = 2000; // ms between a key and its save, however fast one types
const RETRY = 4000;

/* By place on the keyboard: on a Mac, Alt and a letter type another sign. */
const BUTTON_OF = { KeyS: "[data-record]", KeyR: "[data-repeat]", KeyP: "[data-pause]" };

/* What this browser keeps until the server has it: typed words by their answer, and what <voice-recorder> heard by when
   it began. A promise is kept once it is on the disk: localStorage would get there only seconds later. */
class Store {
  constructor() {
    this.opened = new Promise((opened, failed) => {
      const request = indexedDB.open("next-round", 1);
      request.onupgradeneeded = () => {
        request.result.createObjectStore("words", { keyPath: "answer" });
        request.result.createObjectStore("segments", { keyPath: "id" });
      };
      request.onsuccess = () => opened(request.result);
      request.onerror = () => failed(request.error);
    });
    this.opened.catch(() => {}); // Whoever asks is told.
  }

  async ask(place, mode, question) {
    const work = (await this.opened).transaction(place, mode, { durability: "strict" });
    return new Promise((answered, failed) => {
      const request = question(work.objectStore(place));
      work.oncomplete = () => answered(request.result);
      work.onabort = () => failed(work.error);
    });
  }

  get(place, key) {
    return this.ask(place, "readonly", (store) => store.get(key));
  }

  all(place) {
    return this.ask(place, "readonly", (store) => store.getAll());
  }

  put(place, thing) {
    return this.ask(place, "readwrite", (store) => store.put(thing));
  }

  drop(place, key) {
    return this.ask(place, "readwrite", (store) => store.delete(key));
  }
}

class DraftBox extends HTMLElement {
  connectedCallback() {
    this.store = new Store();
    this.form = this.closest("form");
    this.box = this.querySelector("textarea");
    this.revision = this.querySelector("[name=revision]");
    this.upto = this.querySelector("[name=spoken_upto]"); // how far what was said aloud is in the text
    this.sign = this.querySelector("[data-sign]");
    this.spoken = this.querySelector("[data-spoken]");
    this.known = this.box.defaultValue; // the last text that the server has
    this.sent = null; // the last text that was sent, acknowledged or not
    this.saving = null;
    this.state = "";

    this.box.addEventListener("input", () => this.typed());
    this.keys = this.querySelector("[data-keys]"); // Not there for who switched them off.
    if (this.keys) document.addEventListener("keydown", (event) => this.pressed(event));
    this.form.addEventListener("submit", (event) => this.submitted(event));
    this.addEventListener("click", (event) => this.clicked(event));
    document.addEventListener("visibilitychange", () => document.hidden && this.save());
    window.addEventListener("pagehide", () => this.lastWords());
    window.addEventListener("pageshow", (event) => event.persisted && location.reload());
    window.addEventListener("beforeunload", (event) => this.warn(event));
    window.addEventListener("online", () => this.save());

    this.sign.hidden = false;
    if (this.keys) this.keys.hidden = !matchMedia("(hover: hover)").matches; // A phone has no Ctrl.
    this.show(this.isLong() ? "too-long" : "ready");
    this.restored = this.restore().catch(() => {});
    this.restored.then(() => this.isDirty && (this.typed(), this.save()));
  }

  get isDirty() {
    return this.box.value !== this.known;
  }

  get isDisputed() {
    return this.state === "older" || this.state === "closed";
  }

  get token() {
    return document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? this.form.elements.csrfmiddlewaretoken.value;
  }

  isLong() {
    return this.box.value.length > this.dataset.longest && [...this.box.value].length > this.dataset.longest;
  }

  // Typing

  typed() {
    this.keep();
    if (this.isDisputed) return;
    if (!this.isDirty) return this.show("kept");
    if (this.isLong()) return this.show("too-long");
    if (["ready", "saved", "kept", "too-long"].includes(this.state)) this.show("saving");
    this.firstKey ??= Date.now();
    const wait = Math.min(QUIET, Math.max(0, this.firstKey + LONGEST_WAIT - Date.now()));
    this.later(wait);
  }

  pressed(event) {
    const isDone = event.key === "Enter" && (event.ctrlKey || event.metaKey);
    const wanted = isDone ? "[data-done]" : event.altKey && !event.ctrlKey && !event.metaKey && BUTTON_OF[event.code];
    const button = wanted && document.querySelector(wanted);
    if (!button || button.closest("[hidden]")) return;
    event.preventDefault();
    if (isDone) this.form.requestSubmit(button);
    else button.click();
  }

  later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), wait);
  }

  // Saving

  save() {
    clearTimeout(this.timer);
    if (this.saving) return this.saving;
    if (!this.isDirty || this.isLong() || this.isDisputed) return Promise.resolve();
    this.saving = this.send().finally(() => {
      this.saving = null;
      if (this.isDirty && this.state === "saved") this.typed();
      else if (this.state === "offline") this.later(RETRY);
    });
    return this.saving;
  }

  async send() {
    const text = this.box.value;
    const before = this.sent;
    this.firstKey = null;
    this.sent = text;
    this.keep();
    let answer;
    try {
      answer = await this.post(text, this.revision.value);
    } catch {
      return this.show("offline");
    }
    if (answer.type === "opaqueredirect") return this.show("signed-out");
    const body = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : {};
    if (answer.ok) return this.acknowledge(text, body.revision);
    if (answer.status === 409 && (body.text === before || body.text === this.known)) return this.sendOver(body);
    if (answer.status === 409) return this.disagree("older", body);
    if (answer.status === 410) return this.disagree("closed", body);
    this.show(answer.status === 422 ? "too-long" : answer.status >= 500 ? "offline" : "refused");
  }

  post(text, revision, keepalive = false) {
    return fetch(this.dataset.url, {
      method: "POST",
      body: new URLSearchParams({ text, revision, spoken_upto: this.upto.value }),
      headers: { "X-CSRFToken": this.token },
      redirect: "manual",
      keepalive,
    });
  }

  acknowledge(text, revision) {
    this.known = text;
    this.revision.value = revision;
    this.keep();
    this.show("saved");
  }

  /* The newer words on the server are our own: only their receipt was lost. */
  sendOver(body) {
    this.known = body.text;
    this.revision.value = body.revision;
    return this.isDirty ? this.send() : this.acknowledge(body.text, body.revision);
  }

  lastWords() {
    if (!this.isDirty || this.isLong() || this.leaving || this.isDisputed) return;
    const revision = Number(this.revision.value) + (this.saving ? 1 : 0);
    this.post(this.box.value, revision, true).catch(() => {});
  }

  // What lies in this browser until the server has it

  /* One write at a time, and then the newest words. Where the disk is full or forbidden, the server's copy is the only one. */
  keep() {
    this.isToKeep = true;
    this.keeping ??= this.keepNewest()
      .catch(() => {})
      .finally(() => (this.keeping = null));
  }

  async keepNewest() {
    while (this.isToKeep) {
      this.isToKeep = false;
      const { answer } = this.dataset;
      const copy = { answer, text: this.box.value, revision: this.revision.value, upto: this.upto.value, sent: this.sent };
      await (this.isDirty && !this.leaving ? this.store.put("words", copy) : this.store.drop("words", answer));
    }
  }

  async restore() {
    const copy = await this.store.get("words", this.dataset.answer);
    const theirs = this.known;
    if (!copy || this.isLong()) return;
    const early = this.box.value.startsWith(theirs) ? this.box.value.slice(theirs.length) : ""; // typed while the page came up
    this.box.value = copy.text + early;
    if (!this.isDirty) return this.keep();
    this.upto.value = copy.upto ?? this.upto.value;
    if (copy.revision !== this.revision.value && copy.sent !== theirs) this.disagree("older", { text: theirs, revision: this.revision.value });
  }

  // Two texts

  /* Until the person has chosen, the box keeps the revision it was typed over: nothing can go out over theirs. */
  disagree(part, body) {
    this.show(part);
    this.theirs = body;
    if (part === "closed") this.revision.value = body.revision;
    const section = this.querySelector(`[data-part=${part}]`);
    section.querySelector("[data-theirs]").textContent = body.text;
    section.hidden = false;
    section.querySelector("button").focus();
    section.scrollIntoView({ block: "nearest" });
  }

  clicked(event) {
    const choice = event.target.closest("[data-choose]")?.dataset.choose;
    if (event.target.closest("[data-leave]")) this.forget();
    if (!choice) return;
    if (choice === "theirs") {
      this.box.value = this.theirs.text;
      this.upto.value = this.theirs.spoken_upto ?? this.upto.value; // What was said after that comes into it again.
    }
    if (choice === "both") this.box.value = `${this.theirs.text}\n\n${this.box.value}`;
    this.querySelector("[data-part=older]").hidden = true;
    this.known = this.theirs.text;
    this.revision.value = this.theirs.revision;
    this.show("kept");
    this.typed();
    this.save();
    this.box.focus();
  }

  forget() {
    this.leaving = true;
    this.keep();
  }

  // Leaving

  /* Everything is saved before the form goes out, so that a failing network leaves the page and its words where they are. */
  async submitted(event) {
    if (this.leaving) return event.preventDefault();
    if ("raw" in (event.submitter?.dataset ?? {})) return this.add(event);
    if (this.isDisputed) {
      event.preventDefault();
      return this.querySelector(`[data-part=${this.state}] button`).focus();
    }
    if (this.isDirty || this.saving) {
      event.preventDefault();
      if (this.isLong()) return this.box.focus();
      while (this.saving) await this.saving;
      await this.save();
      if (!this.isDirty) this.form.requestSubmit(event.submitter);
      return;
    }
    this.form.elements.csrfmiddlewaretoken.value = this.token; // Signing in again, in another tab, made a new one.
    this.leaving = true;
    setTimeout(() => this.form.querySelectorAll("button").forEach((button) => (button.disabled = true)));
  }

  /* Under an answer that is closed. The page goes only once the words are there. */
  async add(event) {
    event.preventDefault();
    const { formAction: address } = event.submitter;
    this.form.elements.csrfmiddlewaretoken.value = this.token;
    const body = new URLSearchParams(new FormData(this.form));
    const answer = await fetch(address, { method: "POST", body, headers: { Accept: "text/html" }, redirect: "manual" }).catch(() => null);
    if (!answer || answer.status >= 500) return this.show("offline");
    if (answer.status === 403) return this.show("signed-out");
    if (answer.type !== "opaqueredirect") return Object.assign(this.form, { action: address }).submit(); // It says what is in the way.
    this.forget();
    location.assign(this.querySelector("[data-leave]").href);
  }

  warn(event) {
    if (this.isDirty && !this.leaving && !["saving", "saved", "kept", "ready"].includes(this.state)) event.preventDefault();
  }

  /* The sign changes with every save; a screen reader is told only when something changed for the person. */
  show(state) {
    const changed = state !== this.state;
    const words = (this.dataset[state.replace(/-(.)/, (_, letter) => letter.toUpperCase())] ?? "").replace("%s", this.dataset.longest);
    const isTrouble = ["offline", "signed-out", "too-long", "refused"].includes(state);
    const wasTrouble = this.sign.classList.contains("saved-not");
    this.state = state;
    this.sign.textContent = words;
    this.sign.classList.toggle("saved-not", isTrouble);
    if (changed && (isTrouble || wasTrouble)) this.spoken.textContent = words;
    clearTimeout(this.fade);
    if (state === "saved") this.fade = setTimeout(() => this.state === "saved" && this.show("kept"), 60_000);
  }
}

customElements.define("draft-box", DraftBox);
