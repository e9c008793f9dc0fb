// Follows the links of the program as one signed-in role: every page once, pages of the same kind (same address but for
// the numbers) as one. What it is not: a check; it only says where the pages are and what they answered.

/** The kind of a page: its address with every number, kind and language of a text as "{}", and without the query. */
export const kindOf = (address) => address.replace(/[?#].*/, '').replace(/\/\d+(?=\/|$)/g, '/{}')
  .replace(/^\/texte\/[^/]+(\/[^/]+)?/, (_, language) => (language ? '/texte/{}/{}' : '/texte/{}'));

/** A file name for the screenshots of a kind: "/faelle/{}/ziele" becomes "faelle-ziele". */
export const nameOf = (kind) => kind.replaceAll('/{}', '-eins').replaceAll('/', '-').replace(/^-/, '') || 'mein-tag';

const isPage = (address) => !/^\/(api|statisch|assets)\b/.test(address) && !/\.[a-z0-9]{2,5}$/.test(kindOf(address)) &&
  !/\/(pdf|datei|bild)$/.test(kindOf(address));  // files, not pages

function linksIn(text) {
  const found = [...text.matchAll(/href="(\/[^"#]*)/g)].map((one) => one[1].replaceAll('&amp;', '&'));
  return found.filter(isPage);
}

/**
 * Follows all links from `seeds` with the cookies of `page`, one address of each kind. Yields { kind, address, status, text, from }
 * in the order found; `from` is the address of the page with the link.
 */
export async function* crawl(page, seeds = ['/']) {
  const known = new Set(seeds.map(kindOf));
  const waiting = seeds.map((address) => ({ address, from: '' }));
  while (waiting.length > 0) {
    const { address, from } = waiting.shift();
    const answer = await page.request.get(address);
    const text = await answer.text();
    yield { kind: kindOf(address), address, status: answer.status(), text, from };
    for (const link of linksIn(text)) {
      if (known.has(kindOf(link))) continue;
      known.add(kindOf(link));
      waiting.push({ address: link, from: address });
    }
  }
}
