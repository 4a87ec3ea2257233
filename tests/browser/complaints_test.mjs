// The complaint desk in a real browser with a real mail server: a letter comes in and is recorded, acknowledged by mail,
// answered with another pair of eyes, closed; closing too early names what is missing; two people edit at once.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { catchMail, engines, root } from '../support/program.mjs';
import { assertSound, openDemo, openWindow, phone, shoot, signIn } from './support.mjs';

const handler = 'berenice@orvance.example', reviewer = 'gaspard@orvance.example', compliance = 'solene@orvance.example';
const day = (ago) => new Date(Date.now() - ago * 86_400_000).toLocaleDateString('sv-SE', { timeZone: 'Europe/Paris' });
const numberOf = (page) => /REC-\d{4}-\d{6}/.exec(page.url())[0];

async function fillLetter(page, title) {
  await page.locator('#channel').selectOption({ label: 'Courrier' });
  await page.locator('#medium').selectOption({ label: 'Support durable' });
  await page.getByLabel('Date d’envoi', { exact: true }).fill(day(4));
  await page.getByLabel('Preuve de la date d’envoi').selectOption({ label: 'Cachet de la poste' });
  await page.getByLabel('Date de réception').fill(day(2));
  await page.locator('#subject').selectOption({ label: 'Contrat' });
  await page.locator('#activity').selectOption({ label: 'IAS' });
  await page.locator('#reason').selectOption({ label: 'Tarification › Augmentation' });
  await page.locator('#title').fill(title);
  await page.locator('#details').fill('Ma cotisation a augmenté de 18 % sans que je sois prévenue.');
  await page.locator('textarea[name="grievances"], input[name="grievances"]').first().fill('Augmentation sans préavis');
  await page.locator('#complexity').selectOption({ label: 'Faible' });
}

const next = (page) => page.getByRole('button', { name: 'Suivant' }).and(page.locator('.btn')).click();

// What a job writes is on the page when that is read again: it is about to be written once its mail has arrived.
async function until(page, text) {
  const deadline = performance.now() + 30_000;
  while (!(await page.locator('main').getByText(text).first().isVisible())) {
    if (performance.now() > deadline) assert.fail(`${page.url()} never says ${text}:\n${await page.locator('main').innerText()}`);
    await page.reload();
  }
}

// A mail to this address that says all of these words (soft line breaks of its encoding taken out).
function arrives(mail, address, ...words) {
  return mail.arrival((message) => {
    const text = message.replaceAll('=\r\n', '');
    return text.includes(address) && words.every((word) => text.includes(word));
  });
}

for (const engine of engines) {
  describe(`the complaint desk (${engine})`, () => {
    let demo, mail;
    before(async () => {
      mail = await catchMail();
      demo = await openDemo(engine, { RECOURS_SMTP: mail.url, RECOURS_MAIL_FROM: 'reclamations@orvance.example' });
    });
    after(async () => {
      await demo?.close();
      mail?.close();
    });

    test('a letter is recorded, acknowledged by mail, answered after review, closed', async () => {
      const page = await openWindow(demo);
      await signIn(page, handler);
      await page.getByRole('heading', { level: 1, name: 'Tableau de bord' }).waitFor();
      await assertSound(page, 'dashboard');
      await shoot(page, `complaints-dashboard-${engine}`);
      await page.getByRole('link', { name: 'Ajouter une réclamation' }).first().click();

      await page.getByRole('link', { name: 'Une personne sans fiche' }).click();
      await page.locator('[id="complainant.name"]').fill('Lemaire');
      await page.locator('[id="complainant.first_name"]').fill('Odette');
      await page.locator('[id="complainant.email"]').fill('odette.lemaire@courriel.example');
      await next(page); // too early: says what is missing, keeps what was typed
      await page.locator('.error-summary').waitFor();
      assert.equal(await page.locator('[id="complainant.name"]').inputValue(), 'Lemaire');
      await assertSound(page, 'wizard with errors');
      await fillLetter(page, 'Augmentation non annoncée');
      await assertSound(page, 'wizard');
      await shoot(page, `complaints-wizard-${engine}`);
      await next(page);

      await page.getByRole('heading', { level: 1, name: /pièce/i }).waitFor();
      await page.locator('#files').setInputFiles(join(root, 'src/cli/demo/delivery-note.pdf'));
      await page.locator('[data-file-list]').getByText('delivery-note.pdf').waitFor();
      await assertSound(page, 'documents');
      await next(page);

      await page.getByText('Augmentation sans préavis').first().waitFor();
      await assertSound(page, 'validation');
      await shoot(page, `complaints-validation-${engine}`);
      await page.getByLabel(/Avec accusé de réception, par courriel/).check();
      await page.getByRole('button', { name: 'Valider la réclamation' }).click();
      await page.waitForURL(/\/complaints\/REC-/);
      const number = numberOf(page);
      await arrives(mail, 'odette.lemaire@courriel.example', number);
      await page.goto(`/complaints/${number}`);
      await until(page, /Accepté par le serveur de messagerie/);
      await page.locator('main').getByText('delivery-note.pdf').first().waitFor();
      await assertSound(page, 'case');

      await page.goto(`/complaints/${number}/handling`);
      await page.locator('form[action$="/handling"] button[type="submit"]').click();
      await page.goto(`/complaints/${number}/answers`);
      await page.getByLabel(/^Réponse/).fill('Nous vous rendons la différence de cotisation et vous présentons nos excuses.');
      await page.getByRole('button', { name: 'Soumettre à relecture' }).click();
      await page.getByText('En relecture').first().waitFor();
      assert.equal(await page.getByRole('link', { name: 'Envoyer la réponse' }).count(), 0);

      const second = await openWindow(demo);
      await signIn(second, reviewer);
      await second.getByText('Augmentation non annoncée').first().waitFor(); // « À relire »
      await second.goto(`/complaints/${number}`);
      await second.getByRole('link', { name: 'Relire la réponse' }).first().click();
      await assertSound(second, 'review');
      await second.locator('input[name="approved"][value="yes"]').check();
      await second.locator('form[action$="/review"] button[type="submit"]').click();
      await second.getByText('Validée en relecture').first().waitFor();
      await second.context().close();

      await page.goto(`/complaints/${number}`);
      await page.getByRole('link', { name: 'Envoyer la réponse' }).first().click();
      await page.getByText('La Médiation de l’Assurance').first().waitFor();
      await assertSound(page, 'sending');
      await page.locator('form[action$="/sending"] button[type="submit"]').click();
      await arrives(mail, 'odette.lemaire@courriel.example', number, 'excuses', 'www.mediation-assurance.org');
      await page.goto(`/complaints/${number}`);
      await until(page, 'Répondu');

      // An attempt to close too early names all that is missing; then it is done and closes.
      await page.goto(`/complaints/${number}/closure`);
      await page.locator('main').getByText('Décision').first().waitFor();
      await page.locator('main').getByText(/[Cc]ause racine/).first().waitFor();
      await assertSound(page, 'gate');
      await shoot(page, `complaints-gate-${engine}`);
      const early = await page.request.post(`/complaints/${number}/closure`, {
        form: { csrf: await page.locator('input[name="csrf"]').first().inputValue() }, maxRedirects: 0,
      });
      assert.equal(early.status(), 422);
      await page.goto(`/complaints/${number}/decision`);
      await page.getByLabel(/^Décision/).selectOption({ label: 'Favorable' });
      await page.getByLabel('Fondement').selectOption({ label: 'Fondée' });
      await page.getByLabel('Solution').selectOption({ label: 'Remboursement' });
      await page.getByLabel('Montant en euros').fill('84,50');
      await page.getByLabel('Cause racine').selectOption({ label: 'Procédure' });
      await page.locator('form[action$="/decision"] button[type="submit"]').click();
      await page.goto(`/complaints/${number}`);
      await page.getByRole('link', { name: 'Saisir le fondement' }).first().click();
      await page.getByLabel('Fondée', { exact: true }).check();
      await page.locator('form[action$="/finding"] button[type="submit"]').click();
      await page.goto(`/complaints/${number}/closure`);
      await page.locator('form[action$="/closure"] button[type="submit"]').first().click();
      await until(page, 'Clôturé');
      await page.goto(`/complaints/${number}`);
      await assertSound(page, 'closed case');
      await shoot(page, `complaints-closed-${engine}`);
      await page.context().close();
    });

    test('two people edit at once: the second sees the difference and loses nothing', async () => {
      const one = await openWindow(demo), other = await openWindow(demo);
      await signIn(one, handler);
      await signIn(other, compliance);
      await one.goto('/complaints?state=in_progress');
      const path = await one.locator('main table tbody a[href^="/complaints/REC-"]').first().getAttribute('href');
      await one.goto(`${path}/edit`);
      await other.goto(`${path}/edit`);
      await one.locator('#title').fill('Intitulé de Bérénice');
      await one.getByRole('button', { name: 'Valider' }).click();
      await one.waitForURL((url) => !url.pathname.endsWith('/edit'));
      await other.locator('#title').fill('Intitulé de Solène');
      await other.locator('#expected_outcome').fill('Des excuses écrites');
      await other.getByRole('button', { name: 'Valider' }).click();
      await other.getByText('Intitulé de Bérénice').first().waitFor();
      assert.equal(await other.locator('#title').inputValue(), 'Intitulé de Solène');
      assert.equal(await other.locator('#expected_outcome').inputValue(), 'Des excuses écrites');
      await assertSound(other, 'stale edit');
      await shoot(other, `complaints-stale-${engine}`);
      await other.getByRole('button', { name: 'Valider' }).click();
      await other.waitForURL((url) => !url.pathname.endsWith('/edit'));
      await other.goto(path);
      await other.getByRole('heading', { level: 1 }).getByText('Intitulé de Solène').waitFor();
      await one.context().close();
      await other.context().close();
    });

    test('every page of the desk is sound, on a desk, in the dark and on a phone', async () => {
      const pages = ['/compliance', '/complaints', '/complaints?q=zzz', '/complaints/new', '/complaints/new?client=none', '/complaints/drafts',
        '/complaints/from-mail', '/complaints/import', '/complaints/mediators', '/complaints/templates', '/complaints/lists',
        '/complaints/regimes', '/complaints/settings', '/delegations', '/contacts', '/deadlines', '/calendar', '/account'];
      for (const [name, options] of [['desk', {}], ['dark', { colorScheme: 'dark' }], ['phone', { viewport: phone }]]) {
        const page = await openWindow(demo, options);
        await signIn(page, compliance);
        await page.goto('/complaints');
        const cases = await page.locator('main table tbody a[href^="/complaints/REC-"]').evaluateAll((links) =>
          [...new Set(links.map((link) => link.getAttribute('href')))].filter((href) => /\d{6}$/.test(href)).slice(0, 4));
        assert.ok(cases.length > 2);
        for (const path of [...pages, ...cases, `${cases[0]}/edit`, `${cases[0]}/notes`]) {
          await page.goto(path);
          await assertSound(page, `${path} (${name})`);
        }
        if (name === 'phone') {
          await page.goto('/complaints');
          await shoot(page, `complaints-list-phone-${engine}`);
          await page.goto(cases[0]);
          await shoot(page, `complaints-case-phone-${engine}`);
        }
        await page.context().close();
      }
    });

    test('the list is walked by keyboard and taken along as it is filtered', async () => {
      const page = await openWindow(demo);
      await signIn(page, compliance);
      await page.goto('/complaints?state=closed');
      const rows = await page.locator('main table tbody tr').count();
      assert.ok(rows > 1);
      await page.keyboard.press('j');
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/complaints\/REC-/);
      await page.goBack();
      for (const [format, type] of [['csv', 'text/csv'], ['xlsx', 'spreadsheetml']]) {
        const file = await page.request.get(`/complaints/export.${format}?state=closed`);
        assert.equal(file.status(), 200);
        assert.match(file.headers()['content-type'], new RegExp(type));
        if (format === 'csv') assert.equal((await file.text()).trim().split('\r\n').length, rows + 1);
      }
      await page.goto('/complaints');
      await shoot(page, `complaints-list-${engine}`);
      await page.context().close();
    });
  });
}
