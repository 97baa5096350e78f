/* <story-shares>: while a story is written, how its words are shared out. The server draws the same once it is saved. */
class StoryShares extends HTMLElement {
  connectedCallback() {
    this.parts = [...this.querySelectorAll("[data-share]")].map((share) => share.dataset.share);
    this.addEventListener("input", () => this.draw());
    this.draw();
  }

  draw() {
    const words = this.parts.map((part) => this.querySelector(`[name=${part}]`).value.match(/\S+/g)?.length ?? 0);
    const total = words.reduce((sum, count) => sum + count, 0);
    const figure = this.querySelector("[data-shares]");
    figure.hidden = !total;
    if (!total) return;
    const seconds = Math.round((60 * total) / this.dataset.pace);
    figure.querySelector("[data-time]").textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    let start = 0;
    this.parts.forEach((part, place) => {
      const isLast = place === this.parts.length - 1;
      const percent = isLast ? 100 - start : Math.min(100 - start, Math.round((100 * words[place]) / total));
      figure.querySelector(`[data-bar=${part}]`).setAttribute("width", percent);
      figure.querySelector(`[data-share=${part}]`).textContent = `${percent}%`;
      start += percent;
    });
  }
}

customElements.define("story-shares", StoryShares);
