/* <copy-text>: a button that puts the words beside it on the clipboard. Where a browser has none, there is no button. */
class CopyText extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector("button");
    const label = button.querySelector("span");
    if (!navigator.clipboard) return;
    button.hidden = false;
    label.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(this.querySelector("[data-text]").innerText.trim());
      label.textContent = button.dataset.copied;
    });
  }
}

customElements.define("copy-text", CopyText);
