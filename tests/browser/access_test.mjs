// Coming in without the password, and with a second factor, as a person lives it: the link is read from real mail, the key
// of the QR code is typed into an authenticator, the phone gets lost.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { catchMail, makeHouse } from '../support/program.mjs';
import { assertSound, openBrowser, openDemo, openWindow, phone, shoot, signIn } from './support.mjs';

const email = 'solene@orvance.example';
const chosen = 'la brume sur le canal';

// RFC 6238, written here again: the test must not believe the library of the program.
function totp(key, at = Date.now()) {
  const bits = [...key.replace(/\s/g, '')].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const secret = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const mac = createHmac('sha1', secret).update(step).digest();
  const number = mac.readUInt32BE(mac[19] & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

// The mail comes as quoted-printable or base64, whatever its letters asked for.
function linkIn(message) {
  const blocks = message.split(/\r?\n\r?\n/).map((block) => Buffer.from(block.replace(/\s/g, ''), 'base64').toString('utf8'));
  const text = [message.replace(/=\r?\n/g, '').replace(/=3D/g, '='), ...blocks].join('\n');
  return /\/choose-password\?key=[0-9a-f]{64}/.exec(text)?.[0];
}

async function signInWith(page, password) {
  await page.goto('/sign-in');
  await page.getByLabel('Adresse e-mail').fill(email);
  await page.getByLabel('Mot de passe').fill(password);
  await page.getByRole('button', { name: 'Se connecter', exact: true }).first().click();
}

async function signOut(page) {
  await page.locator('summary[aria-label^="Compte"]').click();
  await page.getByRole('button', { name: 'Se déconnecter' }).click();
  await page.waitForURL('**/sign-in');
}

describe('coming in by mail and by phone', () => {
  let demo, mail;
  before(async () => {
    mail = await catchMail();
    demo = await openDemo('sqlite', { RECOURS_SMTP: mail.url, RECOURS_MAIL_FROM: 'recours@orvance.example', RECOURS_PUBLIC_URL: 'http://recours.example' });
  });
  after(async () => {
    await demo?.close();
    mail?.close();
  });

  test('forgotten password, new one, second factor, recovery code', async () => {
    const page = await openWindow(demo);
    await page.goto('/sign-in');
    await page.getByRole('link', { name: 'Mot de passe oublié' }).click();
    await assertSound(page, 'forgotten password');
    await shoot(page, 'forgotten-password');
    await page.getByLabel('Adresse e-mail').fill(email);
    await page.getByRole('button', { name: 'Recevoir un lien' }).click();
    await page.getByText(/un lien est en route/).waitFor();
    const link = await mail.arrival(linkIn); // the demo has mail of its own
    await page.goto(link);
    await assertSound(page, 'choose password');
    await shoot(page, 'choose-password');
    await page.locator('#password').fill(chosen);
    await page.locator('#repeated_password').fill(chosen);
    await page.getByRole('button', { name: 'Choisir ce mot de passe' }).click();
    await page.getByText(/Votre mot de passe est choisi/).waitFor();
    assert.equal((await page.request.get(link)).status(), 410);

    await signInWith(page, chosen);
    await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
    await page.goto('/account/second-factor');
    await page.locator('#current_password_start').fill(chosen);
    await page.getByRole('button', { name: 'Continuer' }).click();
    const key = (await page.locator('main').innerText()).match(/(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}/)[0];
    await assertSound(page, 'second factor');
    await shoot(page, 'second-factor');
    await page.locator('#code').fill(totp(key, Date.now() - 30_000));
    await page.getByRole('button', { name: 'Activer la connexion en deux étapes' }).click();
    await page.getByRole('heading', { level: 1, name: 'Vos codes de secours' }).waitFor();
    const codes = await page.locator('main li code').allInnerTexts();
    assert.equal(codes.length, 10);
    await assertSound(page, 'recovery codes');
    await shoot(page, 'recovery-codes');

    await signOut(page);
    await signInWith(page, chosen);
    await page.getByRole('heading', { level: 1, name: 'Connexion en deux étapes' }).waitFor();
    await assertSound(page, 'code');
    await page.setViewportSize(phone);
    await assertSound(page, 'code on a phone');
    await shoot(page, 'sign-in-code');
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.locator('#code').fill('000000');
    await page.getByRole('button', { name: 'Se connecter' }).click();
    await page.getByText(/Ce code est faux/).waitFor();
    await page.locator('#code').fill(totp(key));
    await page.getByRole('button', { name: 'Se connecter' }).click();
    await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));

    await signOut(page);
    await signInWith(page, chosen);
    await page.locator('#code').fill(codes[0]);
    await page.getByRole('button', { name: 'Se connecter' }).click();
    await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
    await page.goto('/account/second-factor');
    await page.getByText('Codes de secours restants').waitFor();
    await assertSound(page, 'second factor on');
    await shoot(page, 'second-factor-on');
    await page.context().close();
  });

  test('an administrator finds, invites and sees the state of the system', async () => {
    const page = await openWindow(demo);
    await signIn(page, 'admin@orvance.example');
    await page.goto('/admin/users?q=solene');
    await assertSound(page, 'users');
    await shoot(page, 'users');
    await page.locator('main table a').first().click();
    await assertSound(page, 'person');
    await shoot(page, 'person');
    await page.goto('/admin/users/new');
    await assertSound(page, 'invite');
    await page.locator('#name').fill('Paule Vidal');
    await page.locator('#email').fill('paule@orvance.example');
    await page.getByLabel('Réception', { exact: true }).check();
    await page.getByRole('button', { name: 'Envoyer l’invitation' }).click();
    await page.getByText(/L’invitation est en route/).waitFor();
    await mail.arrival((message) => message.includes('paule@orvance.example') && linkIn(message));
    await page.goto('/admin/system');
    await assertSound(page, 'state of the system');
    await page.setViewportSize(phone);
    await assertSound(page, 'state of the system on a phone');
    await shoot(page, 'system-state-phone');
    await page.context().close();
  });
});

describe('an empty database', () => {
  test('is founded in the browser with the key of the log', async () => {
    const house = await makeHouse('sqlite');
    let browser;
    try {
      const server = await house.serve();
      const key = /donnez la clé ([0-9a-f]{32})/.exec(server.log())[1];
      browser = await openBrowser();
      const page = await openWindow({ browser, server });
      await page.goto('/');
      await page.waitForURL('**/setup');
      await assertSound(page, 'setup');
      await shoot(page, 'setup');
      await page.getByLabel('Clé d’installation').fill(key);
      await page.getByLabel('Nom de l’organisation').fill('Aubépine');
      await page.getByLabel('Votre nom').fill('Ada Roux');
      await page.getByLabel('Votre adresse e-mail').fill('ada@aubepine.example');
      await page.locator('#password').fill(chosen);
      await page.locator('#repeated_password').fill(chosen);
      await page.getByRole('button', { name: 'Créer l’organisation' }).click();
      await page.waitForURL((url) => !url.pathname.startsWith('/setup'));
      await page.getByText('Ada Roux').first().waitFor();
      await page.context().close();
    } finally {
      await browser?.close();
      await house.close();
    }
  });
});
