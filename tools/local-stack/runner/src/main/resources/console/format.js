// Formats figures. A figure that no process reports is unknown.

const NUMBER = new Intl.NumberFormat('en-US');
const CLOCK = new Intl.DateTimeFormat('en-GB', {hour: '2-digit', minute: '2-digit', second: '2-digit'});

export const UNKNOWN = 'unknown';

export const count = value => (value === undefined || value === null ? UNKNOWN : NUMBER.format(value));

export function milliseconds(value) {
  if (value === undefined || value === null) {
    return UNKNOWN;
  }
  return value < 10 ? `${value.toFixed(1)} ms`
    : value < 1000 ? `${Math.round(value)} ms`
    : `${(value / 1000).toFixed(1)} s`;
}

export const rate = value => (value === undefined ? UNKNOWN : `${value > 0 && value < 10 ? value.toFixed(1) : Math.round(value)}/s`);

export const megabytes = bytes => (bytes === undefined ? UNKNOWN : `${Math.round(bytes / 1048576)} MB`);

export const clock = time => CLOCK.format(new Date(time));

export const shortId = id => (id.length === 36 ? `${id.slice(0, 8)}…${id.slice(-4)}` : id);
