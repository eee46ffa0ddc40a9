// Receives snapshots of the stack and shows them.

import {byId, setText} from './dom.js';
import {clock} from './format.js';
import {Rates} from './rates.js';
import {Pipeline} from './pipeline.js';
import {Messages} from './messages.js';
import {showAlarms, showCompanies, showFaults, showProcesses} from './panels.js';
import {DeadLetters} from './deadletters.js';
import {connectButtons} from './actions.js';

const connection = byId('connection');
const rates = new Rates();
const pipeline = new Pipeline(byId('pipeline'), byId('figures'));
const messages = new Messages(byId('messages'), byId('no-messages'));
const deadLetters = new DeadLetters();

let latest = null;

function show(snapshot) {
  connection.dataset.state = 'live';
  setText(connection, 'Live');
  const rate = rates.of(snapshot);
  pipeline.show(snapshot, rate);
  showFaults(byId('faults'), snapshot);
  messages.show();
  deadLetters.show(snapshot);
  showAlarms(snapshot.alarms);
  showCompanies(snapshot.companies);
  showProcesses(byId('processes'), snapshot);
  setText(byId('job'), snapshot.job);
}

// Of the snapshots that arrive before the next frame, only the latest is shown. A hidden page has no frames. Only the list of
// messages needs every snapshot.
function receive(event) {
  const snapshot = JSON.parse(event.data);
  messages.add(snapshot.messages);
  if (!latest) {
    requestAnimationFrame(() => {
      const next = latest;
      latest = null;
      show(next);
    });
  }
  latest = snapshot;
}

function connect() {
  const events = new EventSource('/events');
  events.onopen = () => {
    messages.forget();
  };
  events.onmessage = receive;
  events.onerror = () => {
    connection.dataset.state = 'lost';
    setText(connection, `No connection since ${clock(Date.now())}. Is make run still running?`);
  };
}

connectButtons();
connect();
