// Calculates rates from the counts of the last seconds.

const WINDOW = 5000;

export class Rates {
  #samples = [];

  // Returns a function that tells the rate of a count by its name, such as "gateway" or "PostMessageFunction accepted".
  of(snapshot) {
    const now = {at: snapshot.at, counts: counts(snapshot)};
    const last = this.#samples.at(-1);
    if (last && (last.at > now.at || last.counts.gateway > now.counts.gateway)) {
      this.#samples = []; // The stack has started again.
    }
    this.#samples.push(now);
    while (this.#samples.length > 2 && this.#samples[0].at < now.at - WINDOW) {
      this.#samples.shift();
    }
    const first = this.#samples[0];
    const seconds = (now.at - first.at) / 1000;
    const before = this.#samples.at(-2);
    return {
      perSecond: name => (seconds > 0 ? ((now.counts[name] ?? 0) - (first.counts[name] ?? 0)) / seconds : undefined),
      sinceLast: name => (before ? (now.counts[name] ?? 0) - (before.counts[name] ?? 0) : 0),
    };
  }
}

function counts(snapshot) {
  const all = {gateway: snapshot.gateway.count};
  for (const each of snapshot.functions) {
    all[each.id] = each.count;
    Object.entries(each.outcomes).forEach(([outcome, count]) => {
      all[`${each.id} ${outcome}`] = count;
    });
  }
  return all;
}
