/* <form-draft> in a form: what is typed stays in this browser until the server has said that it is saved.

   A form goes out with a token. A response that saved it lists the token in a cookie; a page that shows the form again
   repeats it. Neither comes with an error of a proxy, a lost network or the page of a network's own sign-in, so the copy
   stays then and is filled in the next time the form is opened. */
const SAVED = /(?:^|; )saved_forms=([^;]+)/;
const CSRF = /(?:^|; )csrftoken=([^;]+)/;
const NEVER_KEPT = ["hidden", "submit", "button", "file", "password"];

class FormDraft extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.sign = this.querySelector("[data-sign]");
    this.discard = this.querySelector("[data-discard]");
    this.token = this.querySelector("[name=form_draft]");
    const place = [...document.querySelectorAll("form-draft")].indexOf(this);
    this.key = `next-round:form:${this.dataset.user}:${location.pathname}#${this.form.id || place}`;
    this.form.addEventListener("input", () => this.keep());
    this.form.addEventListener("change", () => this.keep());
    this.form.addEventListener("submit", (event) => this.submitted(event));
    this.form.addEventListener("click", (event) => event.target.closest("[data-leave]") && this.drop());
    this.discard.addEventListener("click", () => this.discarded());
    window.addEventListener("pageshow", (event) => event.persisted && location.reload());
    this.known = this.words(true); // What the server has.
    this.begin(this.read());
  }

  begin(copy) {
    const { answerTo } = this.dataset;
    if (answerTo) {
      this.known = null; // The form came back: nothing of it is saved.
      return this.keep();
    }
    if (!copy || this.isSaved(copy.token) || copy.words === this.known) return this.drop();
    this.fill(JSON.parse(copy.words));
    this.show("restored");
    this.discard.hidden = false;
    this.form.dispatchEvent(new Event("restored", { bubbles: true }));
  }

  isSaved(token) {
    return Boolean(token) && (document.cookie.match(SAVED)?.[1] ?? "").split(".").includes(token);
  }

  /* As sent; `asCame`: as the page came, whatever the browser filled in since. */
  words(asCame = false) {
    const fields = [];
    for (const control of this.form.elements) {
      if (!control.name || NEVER_KEPT.includes(control.type)) continue;
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

  fill(fields) {
    for (const control of this.form.elements) {
      if (!control.name || NEVER_KEPT.includes(control.type)) continue;
      const values = fields.filter(([name]) => name === control.name).map(([, value]) => value);
      if (control.type === "checkbox" || control.type === "radio") control.checked = values.includes(control.value);
      else if (values.length) control.value = values[0];
    }
  }

  // The copy in this browser. Where storage is full or forbidden there is none.

  read() {
    try {
      return JSON.parse(localStorage.getItem(this.key));
    } catch {
      return null;
    }
  }

  keep(token = "") {
    const words = this.words();
    if (words === this.known) return this.drop();
    try {
      localStorage.setItem(this.key, JSON.stringify({ words, token }));
      this.show("kept");
    } catch {
      this.show("");
    }
  }

  drop() {
    try {
      localStorage.removeItem(this.key);
    } catch {
      // Then nothing was kept either.
    }
    this.show("");
  }

  discarded() {
    this.drop();
    location.assign(location.pathname + location.search); // Not the page that a form was sent to.
  }

  // Sending

  async submitted(event) {
    if (this.leaving) return;
    event.preventDefault();
    if (this.asking) return;
    this.asking = true;
    const trouble = await this.trouble();
    this.asking = false;
    if (trouble) return this.show(trouble);
    const fresh = document.cookie.match(CSRF)?.[1]; // Signing in again made a new one.
    if (fresh) this.form.elements.csrfmiddlewaretoken.value = fresh;
    this.token.value = crypto.getRandomValues(new Uint32Array(2)).join("");
    this.leaving = true;
    if (!event.submitter?.hasAttribute("data-leave")) this.keep(this.token.value);
    this.form.requestSubmit(event.submitter);
  }

  /* The page stays as it is where the server can't be reached or wants somebody to sign in first. */
  async trouble() {
    try {
      const answer = await fetch(location.pathname, { method: "HEAD", redirect: "manual", cache: "no-store" });
      if (answer.type === "opaqueredirect") return "signedOut";
      return answer.status >= 500 ? "offline" : "";
    } catch {
      return "offline";
    }
  }

  show(state) {
    this.sign.textContent = this.dataset[state] ?? "";
    this.classList.toggle("saved-not", state === "offline" || state === "signedOut");
  }
}

customElements.define("form-draft", FormDraft);
