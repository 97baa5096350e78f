/* <kept-words> in a form: what is typed stays in this browser until it goes out, and comes back with the page.
   The form goes out only once the server answers, so that no network and no sign-in leave the words where they are. */
class KeptWords extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.sign = this.querySelector("[data-sign]");
    this.drop = this.querySelector("[data-drop]");
    this.key = `next-round:form:${location.pathname}${this.form.id}`;
    this.known = this.hasAttribute("data-refused") ? "" : this.words(true); // What the server has.
    this.form.addEventListener("input", () => this.keep());
    this.form.addEventListener("submit", (event) => this.submitted(event));
    this.form.addEventListener("click", (event) => event.target.closest("[data-leave]") && this.forget());
    this.drop.addEventListener("click", () => this.dropped());
    window.addEventListener("pageshow", (event) => event.persisted && location.reload());
    if (this.known) this.restore();
    else this.keep();
  }

  /* As sent; `asCame`: as the page came, whatever the browser filled in since. */
  words(asCame = false) {
    const fields = [];
    for (const control of this.form.elements) {
      if (!control.name || ["hidden", "submit"].includes(control.type)) continue;
      const add = (value) => fields.push([control.name, value]);
      if (["checkbox", "radio"].includes(control.type)) {
        if (asCame ? control.defaultChecked : control.checked) add(control.value);
      } else if (control.options) {
        const chosen = asCame && [...control.options].find((option) => option.defaultSelected);
        add(asCame ? (chosen || control.options[0])?.value : control.value);
      } else add(asCame ? control.defaultValue : control.value);
    }
    return JSON.stringify(fields);
  }

  keep() {
    const words = this.words();
    try {
      if (words === this.known) localStorage.removeItem(this.key);
      else localStorage.setItem(this.key, words);
      this.show(words === this.known ? "" : "kept");
    } catch {
      this.show(""); // Storage full or forbidden.
    }
  }

  restore() {
    let words = null;
    try {
      words = localStorage.getItem(this.key);
      if (!words) return this.keep();
      if (words === this.known) return this.forget();
      this.fill(JSON.parse(words));
    } catch {
      return;
    }
    this.show("restored");
    this.drop.hidden = false;
  }

  fill(fields) {
    for (const control of this.form.elements) {
      if (!control.name || ["hidden", "submit"].includes(control.type)) continue;
      const values = fields.filter(([name]) => name === control.name).map(([, value]) => value);
      if (control.type === "checkbox" || control.type === "radio") control.checked = values.includes(control.value);
      else if (values.length) control.value = values[0];
    }
  }

  forget() {
    localStorage.removeItem(this.key);
  }

  dropped() {
    this.forget();
    location.reload();
  }

  async submitted(event) {
    if (this.leaving) return;
    event.preventDefault();
    if (this.asking) return;
    this.asking = true;
    const trouble = await this.trouble();
    this.asking = false;
    if (trouble) return this.show(trouble);
    const fresh = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1]; // Signing in again made a new one.
    if (fresh) this.form.elements.csrfmiddlewaretoken.value = fresh;
    this.leaving = true;
    this.forget();
    this.form.requestSubmit(event.submitter);
  }

  async trouble() {
    try {
      const answer = await fetch(location.pathname, { method: "HEAD", redirect: "manual", cache: "no-store" });
      return answer.type === "opaqueredirect" ? "signedOut" : "";
    } catch {
      return "offline";
    }
  }

  show(state) {
    this.sign.textContent = this.dataset[state] ?? "";
    this.classList.toggle("saved-not", state === "offline" || state === "signedOut");
  }
}

customElements.define("kept-words", KeptWords);
