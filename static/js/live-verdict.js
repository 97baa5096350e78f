/* <live-verdict> around the check: asks the server for the verdict as soon as an answer changes. The rules are the
   server's alone. Nothing is saved by it, and leaving with unsaved answers is asked about. */

const QUIET = 400; // ms without a key before typed lines are sent

class LiveVerdict extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.verdict = this.querySelector("[data-verdict]");
    this.line = this.querySelector("[data-line]");
    this.spoken = this.querySelector("[data-spoken]");
    this.form.addEventListener("input", (event) => this.changed(event.target.matches("textarea") ? QUIET : 0));
    this.form.addEventListener("submit", () => (this.isDirty = false));
    window.addEventListener("beforeunload", (event) => this.isDirty && event.preventDefault());
    window.addEventListener("pageshow", (event) => event.persisted && location.reload());
  }

  changed(wait) {
    this.isDirty = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), wait);
  }

  async ask() {
    this.asking?.abort();
    this.asking = new AbortController();
    try {
      const answer = await fetch(this.dataset.url, {
        method: "POST",
        body: new URLSearchParams(new FormData(this.form)),
        redirect: "error",
        signal: this.asking.signal,
      });
      if (answer.ok) this.show(await answer.text());
    } catch {
      // No server, or a newer question is under way: the verdict stays, and "Save" tells what is wrong.
    }
  }

  show(piece) {
    this.verdict.innerHTML = piece;
    const headline = this.verdict.querySelector("[data-headline]").textContent;
    this.line.hidden = false;
    this.line.textContent = `${headline} ${this.dataset.unsaved}`;
    if (this.said !== headline) this.spoken.textContent = this.said = headline;
  }
}

customElements.define("live-verdict", LiveVerdict);
