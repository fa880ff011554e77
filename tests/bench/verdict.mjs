// What the times of two builds show: a row a page and a measure, with the run's own error.
import { MEASURES, median, row, summary, write } from './report.mjs';

/** A build is worse when it needs so much more than the run's own error. */
const MARGIN = 0.03;

/** What one measure of one page shows: `a`, `b`, their ratio, the error of the run, and whether `a` is worse. */
export function verdict(a, again, b) {
  const spread = Math.max(a / again, again / a) - 1;
  const both = (a + again) / 2;
  return { a: both, b, ratio: both / b, spread, isWorse: both / b > 1 + spread + MARGIN };
}

const percent = (share) => `${(share * 100).toFixed(1)} %`;

/** All rows: pages by measures that both builds have. */
export function rowsOf(peers, samples) {
  const medians = (build, id) => summary(samples[build][id]);
  return peers.flatMap(({ id }) => {
    const [a, again, b] = ['this', 'again', 'against'].map((build) => medians(build, id));
    return Object.keys(MEASURES).filter((measure) => [a, again, b].every((values) => values[measure] > 0))
      .map((measure) => ({ id, measure, ...verdict(a[measure], again[measure], b[measure]) }));
  });
}

function table(rows) {
  return [
    row(['', 'measure', 'this', 'against', 'this ÷ against', 'this ÷ this', '']),
    row(['---', '---', '---:', '---:', '---:', '---:', '---']),
    ...rows.map(({ id, measure, a, b, ratio, spread, isWorse }) => row([
      id, MEASURES[measure][0], write(measure, a), write(measure, b), ratio.toFixed(3), `± ${percent(spread)}`, isWorse ? 'WORSE' : '',
    ])),
  ].join('\n');
}

/** The whole report as Markdown. */
export function report(rows, rounds, failures) {
  const worse = rows.filter(({ isWorse }) => isWorse);
  return [
    `Medians of ${rounds} interleaved rounds; “this ÷ this” is the run’s own error, the same build under two names. WORSE: by more than that and ${percent(MARGIN)}.`,
    table(rows),
    `${worse.length} of ${rows.length} are worse; the median of the run’s own error is ${percent(median(rows.map(({ spread }) => spread)) ?? 0)}.`,
    ...failures.map((failure) => `- failed: ${failure}`),
  ].join('\n\n');
}
