/* <time-zone> around the choice of a time zone: as long as that is still UTC, choose what the browser lives by, and
   say so. Nothing is kept until the form is sent. */
class TimeZone extends HTMLElement {
  connectedCallback() {
    const select = this.querySelector("select");
    const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const offered = [...select.options].some((option) => option.value === here);
    if (select.value !== "UTC" || here === "UTC" || !offered) return;
    select.value = here;
    this.querySelector("[data-filled]").hidden = false;
  }
}
customElements.define("time-zone", TimeZone);
