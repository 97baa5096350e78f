/* <kept-page>: keeps this page on this device, for a place without a network, until it is forgotten or one signs out. */
const KEPT = "next-round-brief";

class KeptPage extends HTMLElement {
  async connectedCallback() {
    if (!("serviceWorker" in navigator) || !window.isSecureContext) return;
    this.hidden = false;
    this.querySelector("[data-keep]").addEventListener("click", () => this.keep());
    this.querySelector("[data-forget]").addEventListener("click", () => this.forget());
    const kept = await (await caches.open(KEPT)).match(location.pathname);
    this.draw(Boolean(kept));
    if (kept && navigator.onLine) this.fill();
  }

  async keep() {
    await navigator.serviceWorker.register(this.dataset.worker);
    await navigator.serviceWorker.ready;
    const isKept = await this.fill();
    this.draw(isKept);
    if (!isKept) this.querySelector("[role=status]").textContent = this.dataset.failed;
  }

  /** Whether all of it is kept; what was kept before stays where it is not. */
  async fill() {
    const parts = [...document.querySelectorAll("link[rel=stylesheet]")].map((link) => link.href);
    const scripts = [...document.querySelectorAll("script[src]")].map((script) => script.src);
    const cache = await caches.open(KEPT);
    return cache.addAll([location.pathname, ...parts, ...scripts]).then(() => true, () => false);
  }

  async forget() {
    await caches.delete(KEPT);
    for (const one of await navigator.serviceWorker.getRegistrations()) {
      if (one.active?.scriptURL.endsWith("/brief-worker.js")) await one.unregister();
    }
    this.draw(false);
  }

  draw(isKept) {
    this.querySelector("[data-keep]").hidden = isKept;
    this.querySelector("[data-forget]").hidden = !isKept;
    this.querySelector("[role=status]").textContent = isKept ? this.dataset.kept : "";
  }
}

customElements.define("kept-page", KeptPage);
