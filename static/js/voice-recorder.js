/* <voice-recorder>: speak the answer. What is said is cut at pauses into segments, which are sent one by one and come
   back as words in the answer box. A segment lies in this browser (draft-box.js) until the server has it, the one being
   spoken too, so that neither a broken network nor a crash costs more than a moment. */

const PIECE = 0.05; // seconds
const LONGEST = 10 / PIECE; // pieces of a segment; four of them at once are written down within 4 s on two cores
const QUIETEST_OF = 2 / PIECE; // where no pause came, the cut is at the quietest of these
const PAUSES = [[4 / PIECE, 0.5 / PIECE], [1.5 / PIECE, 1.2 / PIECE]]; // from this length, a pause of this length
const COPY_EVERY = 1 / PIECE;
const SILENT = 0.0002; // of 1; below it nothing is speech
const AUDIBLE = 0.0006; // very quiet speech that is still understood
const LOUD = 0.005;
const NOTHING_HEARD = 6 / PIECE;
const RETRY = 4000; // ms
const LAST_WORDS = 8000; // ms that Done waits for what is still under way
const LEFT_BEHIND = 10_000; // ms after which an unfinished segment belongs to a page that is gone
const AHEAD = 2000; // ms after which what a microphone needs is fetched, so that one can speak without a network
const TYPING = 1000; // ms after a key in which no spoken word comes between
const WORDLESS = 4 * 16000; // samples of sound in which somebody who speaks says a word

const wait = (ms) => new Promise((done) => setTimeout(done, ms));

class VoiceRecorder extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.box = this.form.querySelector("textarea");
    this.upto = this.form.querySelector("[name=spoken_upto]");
    this.button = this.querySelector("[data-record]");
    this.hidden = false;
    if (!isSecureContext) return this.show("insecure");
    if (!navigator.mediaDevices || !window.AudioWorkletNode || !navigator.locks) return this.show("unsupported");

    const draft = this.closest("draft-box");
    this.store = draft.store;
    this.mine = new Set(); // what was spoken here and is not sent yet
    this.left = 0; // what another page left behind
    this.words = new Map(); // number: {status, caption}, of what the server has
    this.next = new Map(); // answer: the number of its next segment
    this.seconds = this.waiting = this.lastId = 0;
    this.typedAt = -Infinity;
    this.button.hidden = false;
    this.button.addEventListener("click", () => (this.isOn ? this.stop() : this.start()));
    this.box.addEventListener("input", (event) => event.isTrusted && (this.typedAt = performance.now()));
    this.form.addEventListener("submit", (event) => this.finish(event), { capture: true });
    window.addEventListener("online", () => this.send());
    window.addEventListener("pagehide", () => this.cut());
    window.addEventListener("beforeunload", (event) => this.warn(event));
    this.show("ready");
    setTimeout(() => this.fetchAhead().catch(() => {}), AHEAD);
    draft.restored.then(() => this.catchUp("GET")).catch(() => {}).then(() => this.send());
  }

  get unsent() {
    return this.mine.size + this.left;
  }

  /* Something said is not at the server yet, and nothing is being said any more. */
  get isUnderWay() {
    return !this.isOn && this.mine.size > 0;
  }

  async fetchAhead() {
    await import(this.dataset.input);
    await fetch(this.dataset.worklet);
  }

  // Speaking

  async start() {
    if (this.seconds >= this.dataset.longest) return this.show("full");
    this.isOn = true;
    this.refused = undefined;
    this.pieces = [];
    this.loudest = this.quiet = this.total = 0;
    this.hum = 1;
    this.show("asking");
    document.dispatchEvent(new Event("next-round:speaking"));
    let input;
    try {
      input = await import(this.dataset.input);
      this.closeMicrophone = await input.openMicrophone(
        this.dataset.worklet,
        (samples, level) => this.heard(samples, level),
        () => this.stop("unplugged"),
      );
    } catch (error) {
      this.isOn = false;
      return this.show(input?.whyNot(error) ?? "unreached");
    }
    if (this.isOn) this.show("listening");
    else this.stop();
  }

  stop(state = "ready") {
    this.closeMicrophone?.();
    this.closeMicrophone = null;
    this.isOn = false;
    this.cut();
    this.show(state);
    if (this.isUnderWay && !this.sent) this.tell("writing");
  }

  heard(samples, level) {
    if (!this.isOn) return;
    this.pieces.push({ samples, level });
    this.seconds += PIECE;
    this.total += 1;
    this.loudest = Math.max(level, this.loudest * 0.998);
    this.hum = Math.max(SILENT, Math.min(level, this.hum * 1.005)); // falls at once, rises slowly
    const limit = Math.max(this.loudest * 0.06, Math.min(2 * this.hum, this.loudest * 0.25));
    this.quiet = level < Math.max(SILENT, limit) ? this.quiet + 1 : 0;
    this.style.setProperty("--level", Math.min(1, level * 5).toFixed(2));
    if (this.seconds >= this.dataset.longest) return this.stop("full");
    if (this.total === NOTHING_HEARD && this.loudest < AUDIBLE) this.show("quiet");
    if (this.state === "quiet" && level > AUDIBLE) this.show("listening");
    this.cutWhereItFits(this.pieces.length);
  }

  cutWhereItFits(length) {
    const isPause = ([from, pause]) => length >= from && this.quiet >= pause && this.quiet < length;
    if (length >= LONGEST) this.cut(this.quietest());
    else if (PAUSES.some(isPause)) this.cut();
    else if (length % COPY_EVERY === 0) this.keep(this.pieces, false);
  }

  quietest() {
    const last = this.pieces.slice(-QUIETEST_OF).map((piece) => piece.level);
    return LONGEST - QUIETEST_OF + last.indexOf(Math.min(...last)) + 1;
  }

  /* The first `length` pieces become a segment. */
  cut(length = this.pieces?.length) {
    if (!length) return;
    this.keep(this.pieces.splice(0, length), true);
    this.began = null;
    this.quiet = 0;
  }

  keep(pieces, isWhole) {
    const samples = new Int16Array(pieces.reduce((all, piece) => all + piece.samples.length, 0));
    pieces.reduce((at, piece) => (samples.set(piece.samples, at), at + piece.samples.length), 0);
    this.began ??= this.lastId = Math.max(Date.now(), this.lastId + 1) + Math.random(); // In order also if the clock was set back.
    const id = this.began;
    this.mine.add(id);
    const { answer, who } = this.dataset;
    const isLoud = pieces.some((piece) => piece.level > LOUD);
    const stored = this.store.put("segments", { id, answer, who, isWhole, isLoud, samples, touched: Date.now() });
    const noRoom = () => {
      this.mine.delete(id);
      if (this.isOn) return this.stop("noroom");
      this.show("noroom");
      this.send();
    };
    stored.then(() => isWhole && this.send(), noRoom);
  }

  // Sending

  /* One page at a time, one segment after the other; asked for in the meantime, once more. */
  send() {
    this.isAskedAgain = Boolean(this.sending);
    this.sending ??= navigator.locks
      .request("next-round-voice", () => this.sendAll())
      .catch(() => this.later("offline"))
      .finally(() => {
        this.sending = null;
        if (this.isAskedAgain) this.send();
      });
  }

  async sendAll() {
    for (;;) {
      const all = (await this.store.all("segments")).filter((each) => each.who === this.dataset.who);
      this.lastId = Math.max(this.lastId, ...all.map((each) => each.id));
      const isReady = (each) => each.isWhole || (!this.mine.has(each.id) && Math.abs(Date.now() - each.touched) > LEFT_BEHIND);
      const others = all.filter((each) => !this.mine.has(each.id));
      const segment = all.find(isReady);
      this.left = others.filter(isReady).length;
      if (!segment && others.length) this.later(); // It may still be spoken, on another page.
      if (!segment) return this.tell(this.waiting ? "late" : this.isUnderWay ? "writing" : this.isForeign ? "notenglish" : this.isWordless ? "wordless" : "", this.refused);
      if (!this.isOn) this.tell("writing");
      if (!(await this.sendOne(segment))) return;
    }
  }

  /* Whether to go on with the others. */
  async sendOne(segment) {
    segment.number ??= this.next.get(segment.answer) ?? (await this.numberFor(segment.answer));
    await this.store.put("segments", segment); // The same number again, should the receipt be lost.
    const response = await this.ask(this.addressOf("segment", segment.answer, segment.number), "POST", segment.samples);
    if (response.type === "opaqueredirect") return this.later("signedout");
    if (response.status >= 500 || [403, 429].includes(response.status)) return this.later("offline");
    const body = response.headers.get("Content-Type")?.includes("json") ? await response.json() : {};
    if (body.reason === "number_taken") {
      segment.number = body.next;
      return this.store.put("segments", segment);
    }
    await this.store.drop("segments", segment.id);
    this.mine.delete(segment.id);
    this.refused = response.ok ? undefined : body.error;
    if (["person_full", "server_full"].includes(body.reason) && this.isOn) this.stop();
    if (!response.ok) return true;
    this.isForeign = body.status === "not_english" || (this.isForeign && body.status !== "heard");
    this.next.set(segment.answer, segment.number + 1);
    if (body.status !== "silent") this.isWordless = false;
    else if (segment.isLoud && segment.samples.length >= WORDLESS) this.isWordless = true;
    if (segment.answer === this.dataset.answer) this.note([body]);
    return true;
  }

  async numberFor(answer) {
    const response = await this.ask(this.addressOf("captions", answer), "GET");
    return response.ok ? (await response.json()).next : 1;
  }

  addressOf(what, answer, number) {
    return this.dataset[what].replace("/0/", `/${answer}/`).replace(/0$/, number);
  }

  ask(address, method, body) {
    const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? this.form.elements.csrfmiddlewaretoken.value;
    const headers = { "X-CSRFToken": token, ...(body && { "Content-Type": "application/octet-stream" }) };
    return fetch(address, { method, body, headers, redirect: "manual" });
  }

  later(sent) {
    if (sent) this.tell(sent);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), RETRY);
  }

  // Words

  /* What the server wrote down; with POST it first writes down what had to wait. */
  async catchUp(method) {
    const response = await this.ask(`${this.addressOf("captions", this.dataset.answer)}?after=${this.upto.value}`, method);
    if (!response.ok) return;
    const body = await response.json();
    this.seconds = Math.max(this.seconds, body.seconds);
    this.next.set(this.dataset.answer, body.next);
    this.waiting = body.waiting;
    this.note(body.captions);
  }

  note(captions) {
    for (const each of captions) this.words.set(each.number, each);
    const pause = this.typedAt + TYPING - performance.now();
    if (pause > 0) return setTimeout(() => this.note([]), pause);
    this.write();
    const isBehind = [...this.words.keys()].some((number) => number > this.upto.value);
    if (isBehind) this.waiting ||= 1;
    if (!this.waiting) return this.sent === "late" && this.tell("");
    this.tell("late");
    clearTimeout(this.asking);
    this.asking = setTimeout(() => this.catchUp("POST").catch(() => this.note([])), RETRY / 2);
  }

  /* What was written down goes to the end of the answer, in the order in which it was said, and only once. */
  write() {
    const said = [];
    const before = this.upto.value;
    for (let at = Number(before) + 1; (this.words.get(at)?.status ?? "waiting") !== "waiting"; at++) {
      said.push(this.words.get(at).caption);
      this.upto.value = at;
    }
    if (this.upto.value === before) return;
    const text = said.filter(Boolean).join(" ");
    const end = this.box.value.length;
    const gap = text && end && !/\s$/.test(this.box.value) ? " " : "";
    this.box.setRangeText(gap + text, end, end, this.box.selectionStart === end ? "end" : "preserve");
    this.box.scrollTop = this.box.scrollHeight;
    this.box.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // Leaving

  /* Done waits for the last words, but not for ever: what comes later goes under the answer on the server. */
  async finish(event) {
    if (this.isLeaving || "raw" in (event.submitter?.dataset ?? {})) return;
    if (!this.isOn && !this.unsent && !this.waiting) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (this.isFinishing) return;
    this.isFinishing = true;
    if (this.isOn) this.stop();
    const end = Date.now() + LAST_WORDS;
    while ((this.unsent || this.waiting) && Date.now() < end && this.sent !== "signedout") await wait(50);
    this.isFinishing = false;
    if (this.unsent && !this.isWarned) {
      this.isWarned = true;
      return this.tell("unsent");
    }
    this.isLeaving = true;
    this.form.requestSubmit(event.submitter);
    setTimeout(() => (this.isLeaving = false), 2000); // Where the draft could not go out, the page stays.
  }

  warn(event) {
    if (!this.isLeaving && (this.isOn || this.unsent)) event.preventDefault();
  }

  /* What the microphone does, in the page's words. */
  show(state) {
    this.state = state;
    this.toggleAttribute("data-on", Boolean(this.isOn));
    this.button.setAttribute("aria-pressed", Boolean(this.isOn));
    this.button.querySelector("span").textContent = this.isOn ? this.dataset.stop : this.dataset.start;
    this.querySelector("[data-state]").textContent = this.dataset[`say${state}`] ?? "";
  }

  /* What became of what was said. */
  tell(sent, words) {
    if (this.isWarned && this.unsent && ["offline", "writing"].includes(sent)) sent = "unsent";
    words ??= this.dataset[`say${sent}`] ?? "";
    this.sent = sent;
    this.querySelector("[data-sent]").textContent = words;
  }
}

customElements.define("voice-recorder", VoiceRecorder);

// The panel's voices are fetched only for who chose to hear them, so that the room stays light.
const panel = document.querySelector("panel-voice[data-src]");
if (panel && localStorage.getItem("next-round:panel-voice")) import(panel.dataset.src);
