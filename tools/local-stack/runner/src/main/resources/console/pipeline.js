// Draws the pipeline: a box for each station with its figures, lines between them, and dots that move along the lines. While
// many messages move, the lines are broad instead, because moving dots need a new frame all the time.

import {element, keyed, setAttribute, setText, svg} from './dom.js';
import {count, milliseconds, rate, UNKNOWN} from './format.js';

const BOX = {width: 172, height: 88};
// More messages on a line since the last snapshot are many.
const MAX_DOTS = 3;

const WIDE = {
  width: 1180, height: 322,
  gateway: [4, 117], post: [250, 4], queue: [496, 4], process: [742, 4],
  dead: [1004, 4], archive: [1004, 117], index: [1004, 230], get: [250, 117], list: [250, 230], chart: [496, 122, 418, 74],
};
const TALL = {
  width: 358, height: 700,
  gateway: [93, 4], post: [4, 122], get: [182, 122], queue: [4, 240], list: [182, 240], process: [4, 358],
  dead: [182, 358], archive: [4, 476], index: [182, 476], chart: [4, 600, 350, 96],
};

const STATIONS = {
  gateway: 'API gateway', post: 'Post', queue: 'Queue', process: 'Process',
  dead: 'Dead letters', archive: 'Archive', index: 'Index', get: 'Get', list: 'List',
};

const FUNCTIONS = {
  post: 'PostMessageFunction', process: 'ProcessMessageFunction', get: 'GetMessageFunction', list: 'ListMessagesFunction',
};

// The lines, and the count whose growth moves dots along each of them.
const LINES = [
  ['gateway', 'post', 'PostMessageFunction'],
  ['gateway', 'get', 'GetMessageFunction'],
  ['gateway', 'list', 'ListMessagesFunction'],
  ['post', 'queue', 'PostMessageFunction accepted'],
  ['queue', 'process', 'ProcessMessageFunction'],
  ['process', 'archive', 'ProcessMessageFunction stored'],
  ['process', 'index', 'ProcessMessageFunction stored'],
  ['process', 'dead', 'ProcessMessageFunction dead_lettered'],
  ['get', 'index', 'GetMessageFunction'],
  ['list', 'index', 'ListMessagesFunction'],
];

export class Pipeline {
  #parent;
  #table;
  #stations = new Map();
  #lines = [];
  #backlog = [];
  #narrow = matchMedia('(max-width: 760px)');
  #still = matchMedia('(prefers-reduced-motion: reduce)');

  constructor(parent, table) {
    this.#parent = parent;
    this.#table = table;
    this.#table.append(
      element('caption', {class: 'visually-hidden'}, 'Figures of the pipeline'),
      element('thead', {}, element('tr', {}, ...['Station', 'Figure', 'More', 'Latency']
        .map(name => element('th', {scope: 'col'}, name)))),
      element('tbody'));
    this.#narrow.addEventListener('change', () => this.#draw());
    this.#draw();
  }

  show(snapshot, rates) {
    const figures = stationFigures(snapshot, rates);
    for (const [id, station] of this.#stations) {
      const figure = figures[id];
      setText(station.main, figure.main);
      setText(station.second, figure.second);
      setText(station.third, figure.third);
      setAttribute(station.group, 'data-state', figure.state);
    }
    keyed(this.#table.tBodies[0], Object.entries(figures), ([id]) => id,
      ([id]) => element('tr', {}, element('th', {scope: 'row'}, STATIONS[id]),
        element('td'), element('td'), element('td')),
      (row, [, figure]) => [figure.main, figure.second, figure.third]
        .forEach((text, index) => setText(row.cells[index + 1], text)));
    this.#move(this.#lines.map(line => rates.sinceLast(line.counts)));
    this.#chart(snapshot);
  }

  #draw() {
    const layout = this.#narrow.matches ? TALL : WIDE;
    this.#stations.clear();
    const picture = svg('svg', {
      viewBox: `0 0 ${layout.width} ${layout.height}`, class: 'pipeline', role: 'img',
      'aria-label': 'The pipeline. Its figures are in the table below.',
    });
    this.#lines = LINES.map(([from, to, counts]) => {
      const path = svg('path', {d: curve(layout, from, to), class: `line ${to}`});
      picture.append(path);
      return {path, counts, to};
    });
    this.layer = svg('g', {class: 'dots'});
    picture.append(this.layer, this.#chartArea(layout.chart));
    for (const [id, title] of Object.entries(STATIONS)) {
      picture.append(this.#station(id, title, layout[id]));
    }
    this.#parent.replaceChildren(picture);
  }

  #station(id, title, [x, y]) {
    const main = svg('text', {x: 12, y: 43, class: 'main'}, UNKNOWN);
    const second = svg('text', {x: 12, y: 61, class: 'small'}, '');
    const third = svg('text', {x: 12, y: 77, class: 'small'}, '');
    const group = svg('g', {transform: `translate(${x} ${y})`, class: `station ${id}`},
      svg('rect', {width: BOX.width, height: BOX.height, rx: 10}),
      svg('text', {x: 12, y: 21, class: 'name'}, title),
      svg('circle', {cx: BOX.width - 16, cy: 17, r: 4.5, class: 'lamp'}),
      main, second, third);
    this.#stations.set(id, {group, main, second, third});
    return group;
  }

  // Shows how many messages have moved along each line since the last snapshot.
  #move(growths) {
    const many = growths.some(growth => growth > MAX_DOTS);
    this.#lines.forEach(({path, to}, index) => {
      path.classList.toggle('many', many && growths[index] > 0);
      if (!many && !this.#still.matches && !document.hidden) {
        for (let i = 0; i < growths[index]; i++) {
          this.#dot(path, to, i * 90);
        }
      }
    });
  }

  #dot(path, to, delay) {
    const motion = svg('animateMotion', {
      path: path.getAttribute('d'), dur: '0.7s', begin: 'indefinite', fill: 'freeze', calcMode: 'spline',
      keyTimes: '0;1', keySplines: '0.4 0 0.6 1',
    });
    const dot = svg('circle', {r: 4.5, class: `dot ${to}`}, motion);
    setTimeout(() => {
      this.layer.append(dot);
      motion.beginElement();
      setTimeout(() => dot.remove(), 700);
    }, delay);
  }

  #chartArea([x, y, width, height]) {
    this.area = svg('path', {class: 'area'});
    this.most = svg('text', {x: width, y: 14, class: 'small end'}, '');
    this.chartSize = [width, height];
    return svg('g', {transform: `translate(${x} ${y})`, class: 'chart'},
      svg('text', {x: 0, y: 14, class: 'small'}, 'Backlog, last 2 minutes'),
      svg('line', {x1: 0, y1: height, x2: width, y2: height}), this.area, this.most);
  }

  #chart(snapshot) {
    const queue = snapshot.queues.find(each => each.id === 'Queue');
    if (queue?.visible !== undefined) {
      this.#backlog.push({at: snapshot.at, size: queue.visible + queue.inFlight});
    }
    const from = snapshot.at - 120000;
    this.#backlog = this.#backlog.filter(each => each.at >= from);
    const [width, height] = this.chartSize;
    const most = Math.max(10, ...this.#backlog.map(each => each.size));
    const points = this.#backlog.map(each =>
      `${((each.at - from) / 120000 * width).toFixed(1)} ${(height - each.size / most * (height - 24)).toFixed(1)}`);
    if (points.length > 1) {
      const first = points[0].split(' ')[0];
      const last = points.at(-1).split(' ')[0];
      this.area.setAttribute('d', `M${first} ${height}L${points.join('L')}L${last} ${height}Z`);
    }
    setText(this.most, `most ${count(most === 10 ? Math.max(0, ...this.#backlog.map(each => each.size)) : most)}`);
  }
}

// Returns the texts of each station, and the state that colours its lamp.
function stationFigures(snapshot, rates) {
  const functions = Object.fromEntries(snapshot.functions.map(each => [each.id, each]));
  const queues = Object.fromEntries(snapshot.queues.map(each => [each.id, each]));
  const engines = Object.fromEntries(snapshot.engines.map(each => [each.service, each]));
  const process = functions[FUNCTIONS.process];
  const gateway = snapshot.gateway;
  const figures = {
    gateway: {
      main: `${count(gateway.count)} requests`,
      second: `${rate(rates.perSecond('gateway'))} · ${count(gateway.clientErrors)} 4xx · ${count(gateway.serverErrors)} 5xx`,
      third: latency(gateway),
      state: 'ok',
    },
    queue: {
      main: queues.Queue?.visible === undefined ? UNKNOWN : `${count(queues.Queue.visible)} waiting`,
      second: queues.Queue?.inFlight === undefined ? 'the engine does not answer' : `${count(queues.Queue.inFlight)} in flight`,
      third: {on: 'consumer on', stopping: 'consumer stopping', off: 'consumer off'}[snapshot.consumer],
      state: engineState(engines.SQS) === 'ok' && snapshot.consumer === 'on' ? 'ok' : 'bad',
    },
    dead: {
      main: queues.DeadLetterQueue?.visible === undefined ? UNKNOWN
        : count(queues.DeadLetterQueue.visible + queues.DeadLetterQueue.inFlight),
      second: 'to look at and redrive',
      third: '',
      state: engineState(engines.SQS) !== 'ok' ? 'bad' : queues.DeadLetterQueue?.visible > 0 ? 'warn' : 'ok',
    },
    archive: store(engines.S3, process, snapshot.faults['archive-slow'] && 'calls take 1 s longer'),
    index: store(engines.DynamoDB, process, snapshot.faults['table-throttled'] && 'writes are throttled'),
  };
  for (const [id, name] of Object.entries(FUNCTIONS)) {
    figures[id] = functionFigure(id, functions[name], rates);
  }
  return figures;
}

function functionFigure(id, figures, rates) {
  if (!figures) {
    return {main: UNKNOWN, second: '', third: '', state: 'bad'};
  }
  const outcomes = figures.outcomes;
  const mains = {
    post: `${count(outcomes.accepted ?? 0)} accepted`,
    process: `${count(outcomes.stored ?? 0)} stored`,
    get: `${count(figures.count)} reads`,
    list: `${count(figures.count)} lists`,
  };
  const per = {post: 'PostMessageFunction', process: 'ProcessMessageFunction stored', get: 'GetMessageFunction', list: 'ListMessagesFunction'};
  const bad = (outcomes.failed ?? 0) + figures.failed;
  const extra = {
    post: `${count(outcomes.refused ?? 0)} refused`, process: `${count(bad)} failed`,
    get: `${count(figures.failed)} failed`, list: `${count(figures.failed)} failed`,
  };
  return {
    main: mains[id],
    second: `${rate(rates.perSecond(per[id]))} · ${extra[id]}`,
    third: latency(figures),
    state: figures.processes.length === 0 ? 'bad' : figures.processes.some(each => each.state === 'BUSY') ? 'busy' : 'ok',
  };
}

// The fault is a text while it is on, and otherwise false.
function store(engine, process, fault) {
  const faulty = fault && engine.state === 'RUNNING';
  return {
    main: process ? `${count(process.outcomes.stored ?? 0)} stored` : UNKNOWN,
    second: faulty ? fault : `${engine.name} ${{RUNNING: 'runs', STARTING: 'starts', STOPPED: 'is off'}[engine.state]}`,
    third: 'latency unknown',
    state: faulty ? 'warn' : engineState(engine),
  };
}

function engineState(engine) {
  return engine.state === 'RUNNING' ? 'ok' : 'bad';
}

function latency(figures) {
  return figures.p50 === undefined ? 'latency unknown' : `p50 ${milliseconds(figures.p50)} · p99 ${milliseconds(figures.p99)}`;
}

// Returns the path of a line: from side to side in the wide layout, and mostly downwards in the tall one.
function curve(layout, from, to) {
  const [x1, y1] = layout[from];
  const [x2, y2] = layout[to];
  if (x2 > x1 + BOX.width || layout === WIDE) {
    const [ax, ay, bx, by] = [x1 + BOX.width, y1 + BOX.height / 2, x2, y2 + BOX.height / 2];
    if (from === 'get' && layout === WIDE) {
      const y = layout.list[1] + BOX.height / 2 - 20;
      return `M${ax} ${ay}C${ax + 50} ${ay} ${ax + 20} ${y} ${ax + 80} ${y}L${bx} ${y}`;
    }
    const bend = Math.min(60, (bx - ax) / 2);
    return from === 'process' || from === 'gateway'
      ? `M${ax} ${ay}C${ax + bend} ${ay} ${bx - bend} ${by} ${bx} ${by}`
      : `M${ax} ${ay}L${bx} ${by}`;
  }
  if (y1 === y2) {
    return `M${x1 + BOX.width} ${y1 + BOX.height / 2}L${x2} ${y2 + BOX.height / 2}`;
  }
  const [ax, ay, bx, by] = [x1 + BOX.width / 2, y1 + BOX.height, x2 + BOX.width / 2, y2];
  if (Math.abs(y2 - y1) > 130 && x1 === x2) {
    // Past the boxes between the two.
    const side = x1 + BOX.width + 2;
    return `M${x1 + BOX.width} ${y1 + BOX.height / 2}C${side + 4} ${y1 + BOX.height / 2} ${side + 4} ${y2 + BOX.height / 2} ${x2 + BOX.width} ${y2 + BOX.height / 2}`;
  }
  return `M${ax} ${ay}C${ax} ${ay + 14} ${bx} ${by - 14} ${bx} ${by}`;
}
