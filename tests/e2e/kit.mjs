// The kit of the browser tests in one import.
//
//   const kim = await startKim();                      a demo world of its own, or KIM_URL
//   const page = await visitor(browser, kim.url, { javaScript: false });
//   await signIn(page, demoAccounts(), 'case_management');
//   await checkPage(page, 'mein-tag');                 axe, HTML, light/dark, 320/1200 px, screenshots
export { engines, startKim, demoAccounts } from './kit/program.mjs';
export { launchBrowser, visitor, signIn } from './kit/browser.mjs';
export { checkPage, complaints, invalidHtml, inaccessible, overflowing } from './kit/checks.mjs';
export { crawl, kindOf, nameOf } from './kit/crawl.mjs';
export { follow, open, pick, press, save, tick, type, unfold } from './kit/forms.mjs';
export { caseOf, openCase } from './kit/casework.mjs';
