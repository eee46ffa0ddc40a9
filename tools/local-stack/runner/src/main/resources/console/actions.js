// Does what the buttons say. Each request has the token of this page.

import {byId, setText} from './dom.js';

const TOKEN = document.querySelector('meta[name=console-token]').content;

// Does an action, and shows its answer. The button cannot be pressed again meanwhile.
export async function act(name, values, button) {
  button?.setAttribute('aria-disabled', 'true');
  try {
    const response = await fetch(`/actions/${name}`, {
      method: 'POST',
      headers: {'Content-Type': 'application/json', 'X-Console-Token': TOKEN},
      body: JSON.stringify(values),
    });
    report((await response.json()).text, response.ok);
  } catch {
    report('The console does not answer.', false);
  } finally {
    button?.removeAttribute('aria-disabled');
  }
}

// Connects all buttons with an action, those of later snapshots too.
export function connectButtons() {
  document.addEventListener('click', event => {
    const button = event.target.closest('button[data-action]');
    if (button && button.getAttribute('aria-disabled') !== 'true') {
      const {action, key, ...values} = button.dataset;
      act(action, values, button);
    }
  });
}

function report(text, succeeded) {
  const result = byId('result');
  setText(result, text);
  result.dataset.state = succeeded ? 'ok' : 'bad';
}
