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

/* The states of a draft and the only ways from one to another. No DOM, no network, no storage: those are <draft-box>'s.

   typed         `text` differs from `known`, the server's text that it was written on, at `revision`
   kept          `copy()` of that lies on this browser's disk
   sent          `sending` is the save under way; one at a time
   acknowledged  the server has `text`: it is `known`, and there is nothing to keep
   in conflict   the server has a text that this one was not written on; `conflict` holds it
   chosen        the person said which one counts; only now does the draft belong to the other text's revision

   Text leaves only as a save that says what it was written on: the revision, or, where a response was lost, that the
   server's text came from this page (`writer`, `count`) or from the page whose copy was restored here (`after`). The
   server refuses every other one (services/answering.py). */
export class DraftState {
  /* `page`: what the server had when it made this page: text, revision, writer, writer_count. `writer`: a new name. */
  constructor(page, writer) {
    this.text = this.known = page.text;
    this.revision = page.revision;
    this.writer = writer;
    this.count = 0;
    this.after = "";
    this.afterCount = 0;
    this.sending = null;
    this.conflict = null;
    this.page = page;
  }

  get isDirty() {
    return this.text !== this.known;
  }

  typed(text) {
    this.text = text;
  }

  /* What has to be on the disk now, so that a crash loses nothing; null where the server has it all. */
  copy() {
    if (!this.isDirty && !this.conflict) return null;
    const { text, revision, writer, count, after, afterCount } = this;
    return { text, revision, writer, count, after, afterCount };
  }

  /* A copy from the disk, when the page has just come. Whether it is in the box now; else it can be deleted. */
  restore(copy) {
    const { page } = this;
    if (copy.text === page.text || this.isSupersededBy(page, copy)) return false;
    this.text = copy.text;
    const isWrittenOnIt = copy.revision === page.revision || wrote(copy.writer, copy.count, page) || wrote(copy.after, copy.afterCount, page);
    if (isWrittenOnIt) {
      [this.after, this.afterCount] = [copy.writer, copy.count];
    } else {
      [this.revision, this.after, this.afterCount] = [copy.revision, copy.writer, copy.count];
      this.conflict = { kind: "older", ...page };
    }
    return true;
  }

  /* The page that left this copy saved once more after it: the server's text is later than the copy. */
  isSupersededBy(page, copy) {
    return Boolean(page.writer) && page.writer === copy.writer && page.writer_count > copy.count;
  }

  /* The save to send now; null where nothing may or need go out. */
  save() {
    return this.sending || !this.isDirty || this.conflict ? null : (this.sending = this.request());
  }

  /* The same beside a save under way, when the page is about to go and waits for no response. */
  lastSave() {
    return this.isDirty && !this.conflict ? this.request() : null;
  }

  request() {
    this.count += 1;
    const { text, revision, writer, count, after, afterCount } = this;
    return { text, revision, writer, count, after, after_count: afterCount };
  }

  /* Nobody knows whether it arrived. The next save proves that it may follow it. */
  lost(request) {
    if (this.sending?.count === request.count) this.sending = null;
  }

  acknowledged(request, revision) {
    if (this.sending?.count !== request.count) return;
    this.sending = null;
    this.known = request.text;
    this.revision = revision;
    this.after = "";
  }

  /* `theirs`: the server's text, revision, writer, writer_count. `kind`: older, or closed where it was answered. */
  refused(request, theirs, kind) {
    if (this.sending?.count !== request.count) return;
    this.sending = null;
    if (kind === "older" && theirs.writer === this.writer && theirs.writer_count > request.count) {
      this.known = theirs.text;
      this.revision = theirs.revision;
    } else {
      this.conflict = { kind, ...theirs };
    }
  }

  /* What the person decided: mine, theirs or both. */
  choose(choice) {
    const theirs = this.conflict;
    if (choice === "theirs") this.text = theirs.text;
    if (choice === "both") this.text = `${theirs.text}\n\n${this.text}`;
    this.known = theirs.text;
    this.revision = theirs.revision;
    this.after = "";
    this.conflict = null;
  }
}

function wrote(writer, count, page) {
  return Boolean(page.writer) && page.writer === writer && page.writer_count <= count;
}

const lockOf = (key) => `next-round:draft:${key}`;

/* Copies of pages that are gone, such as after a crash, and of the page that was in this tab before. A page that is open
   holds a lock by its name; there are no locks on addresses without https. */
async function leftBehind(copies, before) {
  const { held } = (await navigator.locks?.query()) ?? { held: [] };
  const open = new Set(held.map((lock) => lock.name));
  const isGone = (copy) => Boolean(navigator.locks) && !open.has(lockOf(copy.answer));
  return copies.filter((copy) => copy.answer === before || isGone(copy));
}

/* The key that the page before this one had in the same tab. */
function succeedInThisTab(key) {
  try {
    const before = sessionStorage.getItem("next-round:draft");
    sessionStorage.setItem("next-round:draft", key);
    return before;
  } catch {
    return null; // Storage is forbidden.
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
    this.key = `${this.dataset.answer}:${crypto.getRandomValues(new Uint32Array(3)).join("")}`; // of this page's copy
    this.draft = new DraftState(
      {
        text: this.box.defaultValue,
        revision: Number(this.revision.value),
        writer: this.dataset.writer,
        writer_count: Number(this.dataset.writerCount),
      },
      this.key.split(":")[1],
    );
    this.saving = null;
    this.state = "";
    this.keyBefore = succeedInThisTab(this.key);
    navigator.locks?.request(lockOf(this.key), () => new Promise(() => {})); // Until the page is gone.

    this.box.addEventListener("input", () => this.typed());
    this.keys = this.querySelector("[data-keys]"); // Not there for who switched them off.
    if (this.keys) document.addEventListener("keydown", (event) => this.pressed(event));
    this.form.addEventListener("submit", (event) => this.submitted(event));
    this.addEventListener("click", (event) => this.clicked(event));
    document.addEventListener("visibilitychange", () => document.hidden && this.save());
    window.addEventListener("pagehide", () => this.sendLastWords());
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
    return this.draft.isDirty;
  }

  get isDisputed() {
    return this.draft.conflict !== null;
  }

  get token() {
    return document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? this.form.elements.csrfmiddlewaretoken.value;
  }

  isLong() {
    return this.box.value.length > this.dataset.longest && [...this.box.value].length > this.dataset.longest;
  }

  // Typing

  typed() {
    this.draft.typed(this.box.value);
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
    const request = this.draft.save();
    if (!request) return;
    this.firstKey = null;
    this.keep();
    let answer, body;
    try {
      answer = await this.post(request);
      body = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : {};
    } catch {
      this.draft.lost(request);
      return this.show("offline");
    }
    const isOurs = String(body.answer) === this.dataset.answer; // Not the page of a network's own sign-in.
    if (answer.ok && isOurs && body.saved) this.draft.acknowledged(request, body.revision);
    else if (answer.status === 409 && isOurs) this.draft.refused(request, body, "older");
    else if (answer.status === 410 && isOurs) this.draft.refused(request, body, "closed");
    else {
      this.draft.lost(request);
      return this.show(this.whyNot(answer));
    }
    this.revision.value = this.draft.revision;
    this.keep();
    if (this.isDisputed) return this.showConflict();
    if (answer.ok) return this.show("saved");
    return this.isDirty ? this.send() : this.show("saved"); // The newer text there is this page's own.
  }

  whyNot(answer) {
    if (answer.type === "opaqueredirect") return "signed-out";
    if (answer.status === 422) return "too-long";
    return answer.ok || answer.status >= 500 ? "offline" : "refused";
  }

  post(request, keepalive = false) {
    return fetch(this.dataset.url, {
      method: "POST",
      body: new URLSearchParams({ ...request, spoken_upto: this.upto.value }),
      headers: { "X-CSRFToken": this.token },
      redirect: "manual",
      keepalive,
    });
  }

  sendLastWords() {
    if (this.isLong() || this.leaving) return;
    const request = this.draft.lastSave();
    if (!request) return;
    this.keep();
    this.post(request, true).catch(() => {});
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
      const copy = this.leaving ? null : this.draft.copy();
      const about = { answer: this.key, upto: this.upto.value, touched: Date.now() };
      if (copy) await this.store.put("words", { ...about, ...copy });
      else await this.store.drop("words", this.key);
      if (this.restoredFrom) await this.store.drop("words", this.restoredFrom); // It lies under our own key now.
      this.restoredFrom = null;
    }
  }

  /* The newest copy that a page which is gone left of this answer. A second one waits for the next visit. */
  async restore() {
    const { answer } = this.dataset;
    const copies = (await this.store.all("words")).filter((copy) => copy.answer.split(":")[0] === answer);
    const [copy] = (await leftBehind(copies, this.keyBefore)).sort((one, other) => (other.touched ?? 0) - (one.touched ?? 0));
    if (!copy || this.isLong()) return;
    const typed = this.box.value; // while the page came up
    const early = typed.startsWith(this.draft.known) ? typed.slice(this.draft.known.length) : "";
    if (!this.draft.restore(copy)) return this.store.drop("words", copy.answer);
    this.restoredFrom = copy.answer;
    this.box.value = this.draft.text + early;
    this.draft.typed(this.box.value);
    this.upto.value = copy.upto ?? this.upto.value;
    this.revision.value = this.draft.revision;
    this.keep();
    if (this.isDisputed) this.showConflict();
  }

  // Two texts

  showConflict() {
    const { kind, text } = this.draft.conflict;
    this.show(kind);
    const section = this.querySelector(`[data-part=${kind}]`);
    section.querySelector("[data-theirs]").textContent = text;
    section.hidden = false;
    if (kind === "closed") this.revision.value = this.draft.conflict.revision; // What is added goes under that text.
    section.querySelector("button").focus();
    section.scrollIntoView({ block: "nearest" });
  }

  clicked(event) {
    const choice = event.target.closest("[data-choose]")?.dataset.choose;
    if (event.target.closest("[data-leave]")) this.forget();
    if (!choice) return;
    const { spoken_upto: upto } = this.draft.conflict;
    this.draft.choose(choice);
    this.box.value = this.draft.text;
    if (choice === "theirs") this.upto.value = upto ?? this.upto.value; // What was said after that comes into it again.
    this.revision.value = this.draft.revision;
    this.querySelector("[data-part=older]").hidden = true;
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
      return this.querySelector(`[data-part=${this.draft.conflict.kind}] button`).focus();
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
