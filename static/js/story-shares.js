/* <story-shares>: while a story is written, how its words are shared out. The server draws the same when it is kept. */
const PARTS = ["situation", "task", "action", "result"];

class StoryShares extends HTMLElement {
  connectedCallback() {
    this.addEventListener("input", () => this.draw());
    this.draw();
  }

  draw() {
    const words = PARTS.map((part) => this.querySelector(`[name=${part}]`).value.match(/\S+/g)?.length ?? 0);
    const total = words.reduce((sum, count) => sum + count, 0);
    const figure = this.querySelector("[data-shares]");
    figure.hidden = !total;
    if (!total) return;
    const seconds = Math.round((60 * total) / this.dataset.pace);
    figure.querySelector("[data-time]").textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    let start = 0;
    PARTS.forEach((part, place) => {
      const percent = place === 3 ? 100 - start : Math.min(100 - start, Math.round((100 * words[place]) / total));
      figure.querySelector(`[data-bar=${part}]`).setAttribute("width", percent);
      figure.querySelector(`[data-share=${part}]`).textContent = `${percent} %`;
      start += percent;
    });
  }
}

customElements.define("story-shares", StoryShares);
