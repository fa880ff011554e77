// What the map says unless the editor says otherwise, in the language of the map. Pure.

/** @typedef {import('./work.js').TextField} TextField */

/**
 * @param {import('./draft.js').Draft} draft
 * @param {import('./tally.js').Tally} tally
 * @param {import('./words.js').Words} words of the map's language
 * @returns {Record<TextField, string>}
 */
export function suggested({ title: about, symbol, date, body, source, decision, derived }, tally, words) {
  const votes = words.say('suggest.votes', { yes: tally.yes, no: tally.no, abstain: tally.abstain, absent: tally.absent });
  const name = words.say(body === 'security-council' ? 'body.security-council' : 'body.general-assembly');
  const subject = symbol ? words.say('suggest.subject', { body: name, symbol }) : name;
  const title = about
    ? words.say('suggest.title.about', { about: short(about) })
    : symbol ? words.say('suggest.title.symbol', { symbol }) : words.say(body === 'security-council' ? 'suggest.title.council' : 'suggest.title.assembly');
  const hasVotes = tally.yes + tally.no + tally.abstain > 0;
  const lead = [subject, date && words.day(date)].filter(Boolean).join(words.say('suggest.comma'));
  const outcome = decision && hasVotes ? words.say(decision[0] === 'adopted' ? 'suggest.adopted' : 'suggest.rejected', { lead }) : lead;
  const subtitle = hasVotes ? words.say('suggest.subtitle', { outcome, votes }) : lead;
  const sponsors = tally.cosponsor ? ` ${words.say('suggest.sponsors', { n: tally.cosponsor })}` : '';
  return {
    title, subtitle: subtitle + sponsors, source: source ?? '', note: '',
    alt: words.say('suggest.alt', { title, subtitle: subtitle + sponsors, derived: derived.length }),
  };
}

/** Titles of records are long and have a heading's capitals: what stands before the first break or dash tells enough. @param {string} about */
function short(about) {
  const line = about.replace(/\s+/g, ' ').trim().replace(/\s*[:;]?\s*(draft )?resolution( \/)?.*$/i, '') || about;
  return line.length > 110 ? `${line.slice(0, 108).replace(/\s+\S*$/, '')} …` : line;
}
