// Shows the dead-letter queue. Its messages are read again when their number has changed, or when a function has reported
// another dead letter.

import {byId, element, keyed, setText} from './dom.js';
import {clock, count, shortId, UNKNOWN} from './format.js';

export class DeadLetters {
  #shown;
  #loading = false;

  show(snapshot) {
    const queue = snapshot.queues.find(each => each.id === 'DeadLetterQueue');
    const size = queue?.visible === undefined ? undefined : queue.visible + queue.inFlight;
    setText(byId('dead-letter-count'), count(size));
    byId('dead-letter-count').dataset.state = size > 0 ? 'warn' : 'quiet';
    byId('redrive-all').hidden = !(size > 0);
    byId('no-dead-letters').hidden = size !== 0;
    const reported = snapshot.functions.map(each => each.outcomes.dead_lettered ?? 0);
    const state = [size, ...reported].join();
    if (size !== undefined && state !== this.#shown && !this.#loading) {
      this.#load(state);
    }
  }

  async #load(state) {
    this.#loading = true;
    try {
      const response = await fetch('/dead-letters');
      if (response.ok) {
        this.#render((await response.json()).letters ?? []);
        this.#shown = state;
      }
    } catch {
      // The next snapshot tries again.
    } finally {
      this.#loading = false;
    }
  }

  #render(letters) {
    keyed(byId('dead-letters'), letters, letter => letter.id, create, () => {});
  }
}

function create(letter) {
  const title = letter.message || letter.id;
  return element('li', {class: 'letter'},
    element('div', {class: 'letter-head'},
      element('span', {class: 'chip', 'data-state': 'bad'}, letter.reason),
      element('span', {class: 'mono', title}, shortId(title)),
      element('span', {class: 'quiet'}, letter.sentAt ? clock(Number(letter.sentAt)) : UNKNOWN),
      element('button', {type: 'button', 'data-action': 'redrive', 'data-id': letter.id,
        'aria-label': `Redrive ${title}`}, 'Redrive')),
    element('p', {}, letter.detail || 'SQS moved it here: it was received too often.'),
    element('details', {}, element('summary', {}, 'Body'),
      element('pre', {tabindex: '0', role: 'region', 'aria-label': `Body of ${title}`}, letter.body)));
}
