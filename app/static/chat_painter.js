/** Shows a growing answer, once for each picture that the screen shows. */

/** Pixels from the end within which the reader counts as following along. */
const NEAR = 80;

export class Painter {
  #log;
  #open;
  #standing = "";
  #opened;
  #planned;
  /** The first word does not wait for the next picture. */
  #isBlank = true;

  /** Paints into the place of an answer's text, inside what scrolls. */
  constructor(log, text) {
    this.#log = log;
    this.#open = text.querySelector(".open");
  }

  /** Takes what came; it is shown with the next picture. */
  add({ stand = "", open }) {
    this.#standing += stand;
    this.#opened = open ?? this.#opened;
    if (this.#isBlank && open !== undefined) return this.#paint();
    this.#planned ??= new Promise((resolve) => {
      requestAnimationFrame(() => {
        this.#paint();
        resolve();
      });
      // A page that nobody sees gets no pictures.
      if (document.hidden) resolve();
    });
  }

  /** Settles once all that came is shown. */
  async finish() {
    await this.#planned;
  }

  /** Moves to the end, unless the reader has scrolled back. */
  follow(near = this.#isNear()) {
    if (near) this.#log.scrollTop = this.#log.scrollHeight;
  }

  #paint() {
    this.#planned = undefined;
    this.#isBlank = false;
    const near = this.#isNear();
    if (this.#standing !== "") {
      this.#open.insertAdjacentHTML("beforebegin", this.#standing);
      this.#standing = "";
    }
    if (this.#opened !== undefined) this.#open.innerHTML = this.#opened;
    this.#opened = undefined;
    this.follow(near);
  }

  #isNear() {
    const { scrollHeight, scrollTop, clientHeight } = this.#log;
    return scrollHeight - scrollTop - clientHeight < NEAR;
  }
}
