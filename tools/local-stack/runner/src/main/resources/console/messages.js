// Shows the recent messages, and the details of those that are open.

import {element, keyed, setAttribute, setText} from './dom.js';
import {clock, milliseconds, shortId, UNKNOWN} from './format.js';
import {act} from './actions.js';

const SHOWN = 200;

// If many messages have changed, only the rows are drawn that fit into the window of the table. When few change again, each
// snapshot draws as many of the other rows. To draw all rows each time would take a large part of a processor.
const MANY = 20;
const FEW = 5;
const DRAWN_AT_ONCE = 20;

const POST = 'PostMessageFunction';
const PROCESS = 'ProcessMessageFunction';

const OUTCOMES = {
  accepted: ['accepted', 'busy'], stored: ['stored', 'ok'], already_stored: ['stored already', 'ok'],
  refused: ['refused', 'warn'], dead_lettered: ['dead letter', 'bad'], failed: ['failed, redelivered later', 'bad'],
  found: ['read', 'quiet'],
};

export class Messages {
  #body;
  #empty;
  #rows = new Map();
  #open = new Map();
  #drawn = new WeakMap();
  #limit = DRAWN_AT_ONCE;
  #changes = 0;
  #isScrolled = false;

  constructor(table, empty) {
    this.#body = table.tBodies[0];
    this.#empty = empty;
    const scroller = table.parentElement;
    scroller.addEventListener('scroll', () => {
      this.#isScrolled = scroller.scrollTop > 0;
    }, {passive: true});
  }

  // Forgets all messages, because the next snapshot has all of them.
  forget() {
    this.#rows.clear();
    this.#render();
  }

  // Takes the messages of a snapshot. They are drawn by the next call of show.
  add(changed) {
    if (changed.length === 0) {
      return;
    }
    this.#changes += changed.length;
    changed.forEach(row => this.#rows.set(row.key, row));
    const newest = [...this.#rows.values()].sort((a, b) => b.number - a.number).slice(0, SHOWN);
    this.#rows = new Map(newest.map(row => [row.key, row]));
    [...this.#open.keys()].filter(key => !this.#rows.has(key)).forEach(key => this.#open.delete(key));
  }

  show() {
    const limit = this.#changes <= FEW || this.#isRead() ? Math.min(SHOWN, this.#limit + DRAWN_AT_ONCE)
      : this.#changes > MANY ? DRAWN_AT_ONCE : this.#limit;
    if (this.#changes > 0 || limit > this.#limit) {
      this.#limit = limit;
      this.#changes = 0;
      this.#render();
    }
  }

  // Whether someone may look at a row that a short list does not have.
  #isRead() {
    return this.#open.size > 0 || this.#isScrolled || this.#body.contains(document.activeElement);
  }

  #render() {
    this.#empty.hidden = this.#rows.size > 0;
    const items = [...this.#rows.values()].slice(0, this.#limit).flatMap(row =>
      this.#open.has(row.key) ? [{row}, {row, detail: this.#open.get(row.key)}] : [{row}]);
    keyed(this.#body, items, item => (item.detail ? 'detail ' : '') + item.row.key,
      item => item.detail ?? this.#create(item.row),
      (node, item) => item.detail || this.#update(node, item.row));
  }

  #create(row) {
    const id = row.key.split('/')[1];
    const company = row.key.split('/')[0];
    const button = element('button', {type: 'button', class: 'link mono', 'aria-expanded': 'false', title: id}, shortId(id));
    button.addEventListener('click', () => this.#toggle(row.key));
    return element('tr', {},
      element('td', {class: 'quiet wide'}, clock(row.at)),
      element('td', {}, button),
      element('td', {class: 'wide mono', title: company}, shortId(company)),
      element('td', {class: 'chips'}),
      element('td', {class: 'number wide'}),
      element('td', {class: 'number wide'}),
      element('td', {class: 'number'}));
  }

  #update(node, row) {
    setAttribute(node.cells[1].firstChild, 'aria-expanded', String(this.#open.has(row.key)));
    if (this.#drawn.get(node) === row) {
      return;
    }
    this.#drawn.set(node, row);
    const steps = Object.fromEntries(row.steps.map(step => [step.function, step]));
    keyed(node.cells[3], outcomes(steps, row.steps), each => each.key, () => element('span', {class: 'chip'}),
      (chip, each) => {
        setText(chip, each.text);
        setAttribute(chip, 'data-state', each.state);
      });
    setText(node.cells[4], milliseconds(steps[POST]?.duration_ms));
    setText(node.cells[5], milliseconds(steps[PROCESS]?.duration_ms));
    setText(node.cells[6], milliseconds(steps[PROCESS]?.age_ms));
    if (this.#open.has(row.key)) {
      this.#load(row.key);
    }
  }

  #toggle(key) {
    if (this.#open.delete(key)) {
      this.#render();
      return;
    }
    const cell = element('td', {colspan: '7'}, element('p', {class: 'quiet'}, 'Loading'));
    this.#open.set(key, element('tr', {class: 'detail'}, cell));
    this.#render();
    this.#load(key);
  }

  async #load(key) {
    const path = key.split('/').map(encodeURIComponent).join('/');
    const cell = this.#open.get(key).cells[0];
    try {
      const response = await fetch(`/messages/${path}`);
      const detail = await response.json();
      cell.replaceChildren(...(response.ok ? details(key, detail) : [element('p', {}, detail.text)]));
    } catch {
      cell.replaceChildren(element('p', {}, 'The console does not answer.'));
    }
  }
}

// Returns what became of a message, and what became of a later POST of the same id.
function outcomes(steps, all) {
  const post = steps[POST];
  const main = steps[PROCESS] ?? post ?? all.at(-1);
  const shown = [outcome('main', main)];
  if (steps[PROCESS] && post && post.outcome !== 'accepted') {
    shown.push(post.outcome === 'already_stored' ? {key: 'again', text: 'sent again', state: 'quiet'} : outcome('again', post));
  }
  return shown;
}

function outcome(key, step) {
  const [text, state] = OUTCOMES[step?.outcome] ?? [step?.outcome ?? UNKNOWN, 'quiet'];
  const reason = step?.reason ? `: ${step.reason}` : '';
  const times = step?.outcome === 'failed' && step.times > 1 ? ` (${step.times} times)` : '';
  return {key, text: text + reason + times, state};
}

function details(key, detail) {
  const [company, id] = key.split('/');
  const parts = [element('h3', {class: 'mono'}, key), lines(detail.lines)];
  if (company.length === 36) {
    const read = element('button', {type: 'button'}, 'Read it with GET');
    read.addEventListener('click', () => act('read', {company, message: id}, read));
    const list = element('button', {type: 'button'}, 'List the messages of its company');
    list.addEventListener('click', () => act('list', {company}, list));
    parts.push(
      element('div', {class: 'beside'},
        block(`Object in the bucket${detail.objectKey ? ': ' + detail.objectKey : ''}`, pretty(detail.object) ?? detail.objectProblem),
        block('Item in the table', detail.item ? JSON.stringify(detail.item, null, 2) : detail.itemProblem)),
      element('div', {class: 'buttons'}, read, list));
  }
  return parts;
}

function lines(all) {
  const rows = all.map(line => {
    const read = JSON.parse(safe(line.text));
    const end = [read.outcome, read.reason, read.status].filter(Boolean).join(' · ');
    return element('tr', {'data-level': read.level ?? ''},
      element('td', {class: 'mono'}, (read.timestamp ?? '').slice(11, 23)),
      element('td', {}, line.function),
      element('td', {}, read.message ?? line.text),
      element('td', {}, end),
      element('td', {class: 'number'}, milliseconds(read.duration_ms)),
      element('td', {}, element('details', {}, element('summary', {}, 'Line'), element('pre', {}, line.text))));
  });
  return element('table', {class: 'lines'},
    element('caption', {}, 'Log lines'),
    element('thead', {}, element('tr', {}, ...['Time (UTC)', 'Function', 'Text', 'Outcome', 'Duration', 'JSON']
      .map(name => element('th', {scope: 'col'}, name)))),
    element('tbody', {}, ...rows));
}

// A line that was cut is no JSON document any more.
function safe(text) {
  try {
    JSON.parse(text);
    return text;
  } catch {
    return '{}';
  }
}

function block(title, text) {
  return element('figure', {}, element('figcaption', {}, title),
    element('pre', {tabindex: '0', role: 'region', 'aria-label': title}, text ?? UNKNOWN));
}

function pretty(text) {
  try {
    return text === undefined ? undefined : JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
