/* <file-sending> around a form with a file: says at once that a file is too large, and shows that something happens while
   a long one is sent and read. Without it the server says the same, later. */
class FileSending extends HTMLElement {
  connectedCallback() {
    this.file = this.querySelector("input[type=file]");
    this.file.addEventListener("change", () => this.tooLarge());
    this.querySelector("form").addEventListener("submit", (event) => this.send(event));
    addEventListener("pageshow", () => this.show(false));
  }

  tooLarge() {
    const file = this.file.files[0];
    const is = Boolean(file) && file.size > Number(this.file.dataset.mostBytes);
    this.querySelector("[data-too-large]").hidden = !is;
    return is;
  }

  send(event) {
    if (this.tooLarge() || this.sending) {
      event.preventDefault();
      if (!this.sending) this.file.focus();
      return;
    }
    this.show(true);
  }

  show(sending) {
    const words = this.querySelector("[data-words]");
    this.sending = sending;
    this.querySelector("[data-sending]").hidden = !sending;
    this.querySelector("[data-idle]").hidden = sending;
    words.textContent = sending ? words.dataset.words : "";
    clearTimeout(this.later);
    if (sending) this.later = setTimeout(() => (words.textContent = words.dataset.long), 8000);
  }
}

customElements.define("file-sending", FileSending);
