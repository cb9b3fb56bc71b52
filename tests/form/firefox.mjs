// Opens pages in Firefox, and prints what their bodies say as a JSON list: node firefox.mjs FIREFOX SELECTOR URL…
import puppeteer from "puppeteer-core";

const [executablePath, selector, ...urls] = process.argv.slice(2);
const browser = await puppeteer.launch({ browser: "firefox", executablePath, headless: true });
const texts = [];
for (const url of urls) {
  const page = await browser.newPage();
  page.on("pageerror", (error) => console.error(String(error)));
  await page.goto(url);
  await page.waitForSelector(selector, { timeout: 120_000 });
  texts.push(await page.evaluate(() => document.body.innerText));
}
await browser.close();
console.log(JSON.stringify(texts));
