// Shows the faults, the alarms, the companies and the processes.

import {byId, element, keyed, setAttribute, setText} from './dom.js';
import {clock, count, megabytes, shortId} from './format.js';

const STORES = {DynamoDB: 'Table (DynamoDB)', S3: 'Archive (S3)', SQS: 'Queues (SQS)'};

const CALL_FAULTS = {'table-throttled': 'Table (DynamoDB) throttled', 'archive-slow': 'Archive (S3) slow'};

// Shows a switch for each fault. A pressed switch is a fault that is on.
export function showFaults(parent, snapshot) {
  const faults = [
    {
      key: 'consumer', text: 'Consumer off', on: snapshot.consumer !== 'on',
      action: snapshot.consumer === 'on' ? 'consumer-off' : 'consumer-on',
    },
    ...snapshot.engines.toSorted((a, b) => a.service.localeCompare(b.service)).map(engine => ({
      key: engine.service, text: `${STORES[engine.service]} down`, on: engine.state === 'STOPPED',
      action: engine.state === 'STOPPED' ? 'engine-on' : 'engine-off', service: engine.service,
    })),
    ...Object.entries(snapshot.faults).map(([fault, on]) => ({
      key: fault, text: CALL_FAULTS[fault], on, action: on ? 'fault-off' : 'fault-on', fault,
    })),
  ];
  keyed(parent, faults, fault => fault.key,
    fault => element('button',
      {type: 'button', class: 'switch', 'data-service': fault.service, 'data-fault': fault.fault}, fault.text),
    (button, fault) => {
      setAttribute(button, 'aria-pressed', String(fault.on));
      button.dataset.action = fault.action;
    });
}

export function showAlarms(alarms) {
  const firing = alarms.filter(alarm => alarm.state === 'ALARM');
  const known = alarms.length > 0;
  setText(byId('alarm-count'), known ? count(firing.length) : 'unknown');
  byId('alarm-count').dataset.state = firing.length > 0 ? 'bad' : 'quiet';
  setText(byId('alarms-summary'), !known ? 'The alarms are not evaluated yet.'
    : firing.length === 0 ? `None of ${alarms.length} fires.` : `${firing.length} of ${alarms.length} fire.`);
  keyed(byId('firing'), firing, alarm => alarm.id, alarmItem, updateAlarm);
  keyed(byId('alarms'), alarms.filter(alarm => alarm.state !== 'ALARM'), alarm => alarm.id, alarmItem, updateAlarm);
}

function alarmItem(alarm) {
  return element('li', {class: 'alarm'},
    element('div', {class: 'letter-head'}, element('span', {class: 'chip'}), element('strong', {}, alarm.id),
      element('span', {class: 'quiet'})),
    element('p', {class: 'quiet'}));
}

function updateAlarm(node, alarm) {
  const [chip, , since] = node.firstChild.children;
  setText(chip, {OK: 'ok', ALARM: 'fires', NOT_MEASURED: 'not measured'}[alarm.state]);
  setAttribute(chip, 'data-state', {OK: 'ok', ALARM: 'bad', NOT_MEASURED: 'quiet'}[alarm.state]);
  setText(since, `since ${clock(alarm.since)}`);
  setText(node.lastChild, alarm.reason);
}

const COMPANY_COLUMNS = [
  ['Accepted', 'PostMessageFunction accepted'], ['Stored', 'ProcessMessageFunction stored'],
  ['Refused', 'PostMessageFunction refused'], ['Dead', 'ProcessMessageFunction dead_lettered'],
];

export function showCompanies(companies) {
  const table = byId('companies');
  byId('no-companies').hidden = companies.length > 0;
  table.hidden = companies.length === 0;
  prepare(table, 'Messages by company', ['Company', ...COMPANY_COLUMNS.map(([name]) => name)], 1);
  keyed(table.tBodies[0], companies, company => company.id,
    company => element('tr', {}, element('th', {scope: 'row', class: 'mono', title: company.id}, shortId(company.id)),
      ...COMPANY_COLUMNS.map(() => element('td', {class: 'number'}))),
    (row, company) => COMPANY_COLUMNS.forEach(([, outcome], index) =>
      setText(row.cells[index + 1], count(company.outcomes[outcome] ?? 0))));
}

export function showProcesses(table, snapshot) {
  prepare(table, 'Processes', ['Process', 'State', 'Memory', 'Invocations', 'Ended or restarted', ''], 2);
  const rows = [
    {id: 'Local runner', states: [['runs', 'ok']], memory: [snapshot.runner.memory], invocations: '–', restarts: '–'},
    ...snapshot.functions.map(each => ({
      id: each.id,
      states: each.processes.length === 0 ? [['none', 'quiet']]
        : each.processes.map(one => [one.state.toLowerCase(), {BUSY: 'busy', IDLE: 'ok', STARTING: 'warn'}[one.state]]),
      memory: each.processes.map(one => one.memory),
      invocations: `${count(each.count)}${each.failed ? ` (${count(each.failed)} failed)` : ''}`,
      restarts: count(each.ended),
      kill: each.id,
    })),
    ...snapshot.engines.map(each => ({
      id: `${each.name} (${each.service})`,
      states: [{RUNNING: ['running', 'ok'], STARTING: ['starting', 'warn'], STOPPED: ['stopped', 'bad']}[each.state]],
      memory: [each.memory], invocations: '–', restarts: count(each.restarts),
    })),
  ];
  keyed(table.tBodies[0], rows, row => row.id, processRow, updateProcess);
}

function processRow(row) {
  const end = element('td');
  if (row.kill) {
    end.append(element('button', {type: 'button', 'data-action': 'kill-function', 'data-function': row.kill,
      'aria-label': `Kill the processes of ${row.kill}`}, 'Kill'));
  }
  return element('tr', {}, element('th', {scope: 'row'}, row.id), element('td', {class: 'states'}),
    element('td', {class: 'number'}), element('td', {class: 'number'}), element('td', {class: 'number'}), end);
}

function updateProcess(node, row) {
  keyed(node.cells[1], row.states.map(([text, state], index) => ({text, state, key: String(index)})), each => each.key,
    () => element('span', {class: 'chip'}),
    (chip, each) => {
      setText(chip, each.text);
      setAttribute(chip, 'data-state', each.state);
    });
  const known = row.memory.filter(bytes => bytes !== undefined);
  setText(node.cells[2], known.length === 0 ? megabytes(undefined) : megabytes(known.reduce((a, b) => a + b)));
  setText(node.cells[3], row.invocations);
  setText(node.cells[4], row.restarts);
}

// Creates the parts of a table once. Columns from the first number on are aligned right.
function prepare(table, caption, columns, firstNumber) {
  if (table.tHead) {
    return;
  }
  table.append(element('caption', {class: 'visually-hidden'}, caption),
    element('thead', {}, element('tr', {}, ...columns.map((name, index) => (name === ''
      ? element('td')
      : element('th', {scope: 'col', class: index >= firstNumber ? 'number' : undefined}, name))))),
    element('tbody'));
}
