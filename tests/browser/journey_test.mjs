// The first journey as a newcomer walks it: signs in as a demo reseller, finds an invoice that came in as an e-invoice file,
// opens claims, fills the basket, confirms, reads the mail with the RMA number.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { engines, root } from '../support/program.mjs';
import { assertSound, demoPassword, openDemo, openWindow, phone, shoot, signIn } from './support.mjs';

const invoice = '0033442210'; // of the UBL file of the demo

for (const engine of engines) {
  describe(`a reseller claims on an invoice (${engine})`, () => {
    let demo;
    before(async () => (demo = await openDemo(engine)));
    after(async () => demo?.close());

    test('from the tiles to the RMA number in the mail', async () => {
      const page = await openWindow(demo);
      await page.goto('/');
      await page.getByText(demoPassword).first().waitFor();
      await assertSound(page, 'sign-in');
      await signIn(page, 'lea@brindille.example');
      await assertSound(page, 'service');
      await page.getByRole('link', { name: /Ouvrir une réclamation/ }).last().click();

      await page.getByRole('heading', { level: 1, name: /Étape 1 : choisir le filtre/ }).waitFor();
      await assertSound(page, 'filter');
      await page.getByLabel('Saisir le numéro').fill('33442210');
      await page.getByRole('button', { name: 'Filtrer les résultats' }).click();

      await page.getByRole('heading', { level: 1, name: /Étape 2 : choisir le type de litige/ }).waitFor();
      await page.getByText(invoice).first().waitFor();
      await page.locator('details.type-picker > summary').first().click();
      await assertSound(page, 'lines');
      await page.getByRole('link', { name: /Demande de reprise produit/ }).first().click();

      await page.getByRole('heading', { level: 1, name: /Étape 3 : Enregistrement de réclamation/ }).waitFor();
      await assertSound(page, 'declaration');
      await page.getByRole('button', { name: 'Ajouter', exact: true }).click();
      await page.locator('[aria-invalid="true"]').first().waitFor(); // the quantity starts at 0 and must be answered
      await page.getByLabel(/Quantité à retourner|Combien de pièces/).fill('1');
      await page.getByLabel('Scellé').check();
      await page.getByLabel('LX27B77902').check();
      await page.getByLabel(/N° de référence/).fill('RET-1');
      await page.getByRole('button', { name: 'Ajouter', exact: true }).click();

      await page.getByText(/La déclaration a été ajoutée avec succès/).waitFor();
      await assertSound(page, 'added');
      const reservation = /R\d{9}/.exec(await page.locator('main').innerText())[0];
      await page.getByRole('link', { name: 'Valider votre déclaration' }).click();

      await page.getByText('Liste de vos réclamations en cours de création').waitFor();
      await assertSound(page, 'basket');
      await page.getByRole('button', { name: /Confirmer l.enregistrement/ }).click();
      const confirmed = page.getByRole('row', { name: new RegExp(invoice) }); // the demo's basket held another one
      const rma = /\b\d{12}\b/.exec(await confirmed.innerText())[0];
      await assertSound(page, 'confirmed');

      await page.goto(`/claims/${reservation}`);
      await page.getByText(rma).first().waitFor();
      await page.getByText('RMA validé').first().waitFor();
      await assertSound(page, 'claim');

      await page.goto('/outbox');
      await page.getByRole('heading', { level: 1, name: 'Courrier de démonstration' }).waitFor();
      await assertSound(page, 'outbox');
      await page.locator('main table a').first().click();
      await page.getByText(rma).first().waitFor();
      await page.context().close();
    });

    test('transport damage is refused without a photo and kept with it', async () => {
      const page = await openWindow(demo);
      await signIn(page, 'emile@alpilles.example');
      await page.goto('/claims/new/lines?number=33442171');
      await page.locator('details.type-picker > summary').first().click();
      await page.getByRole('link', { name: /Emballage abîmé/ }).first().click();
      await page.getByRole('heading', { level: 1, name: /Étape 3/ }).waitFor();
      await assertSound(page, 'declaration with files');
      await page.getByLabel('Quantité concernée').fill('1');
      await page.getByLabel('Commentaire').fill('Angle enfoncé.');
      await page.getByRole('button', { name: 'Ajouter', exact: true }).click();
      await page.locator('.error-summary').getByText(/Ajoutez au moins une photo/).waitFor();
      await shoot(page, `declaration-photo-asked-${engine}`);
      await page.locator('#files').setInputFiles(join(root, 'src/cli/demo/photo-damage.jpg'));
      await page.locator('[data-file-list]').getByText('photo-damage.jpg').waitFor();
      await assertSound(page, 'declaration with a photo');
      await shoot(page, `declaration-photo-${engine}`);
      await page.getByRole('button', { name: 'Ajouter', exact: true }).click();
      await page.getByText(/La déclaration a été ajoutée avec succès/).waitFor();
      await page.goto('/basket');
      await page.getByRole('link', { name: /1 pièce jointe/ }).waitFor();
      await assertSound(page, 'basket with files');
      await page.getByRole('button', { name: /Confirmer l.enregistrement/ }).click();
      await page.goto(await page.locator('main table a').first().getAttribute('href'));
      await page.getByText('photo-damage.jpg').first().waitFor();
      await page.getByText('Pièce jointe ajoutée').first().waitFor();
      await assertSound(page, 'claim with files');
      await shoot(page, `claim-with-files-${engine}`);
      await page.getByRole('link', { name: 'Ajouter des fichiers' }).click();
      await page.getByRole('heading', { level: 1, name: /Ajouter des fichiers à la réclamation/ }).waitFor();
      await page.locator('#files').setInputFiles(join(root, 'src/cli/demo/delivery-note.pdf'));
      await page.locator('[data-file-list]').getByText('delivery-note.pdf').waitFor();
      await page.getByRole('button', { name: 'Terminer' }).click();
      await page.getByText('Ajoutées à la réclamation').waitFor();
      await page.context().close();
    });

    test('the same button pressed twice, and back, confirm once', async () => {
      const page = await openWindow(demo, { javaScriptEnabled: false });
      await signIn(page, 'emile@alpilles.example');
      await page.goto('/claims/new/lines?number=33442171');
      await page.locator('details.type-picker > summary').first().click();
      await page.getByRole('link', { name: /Demande de reprise produit/ }).first().click();
      await page.getByLabel(/Quantité à retourner/).fill('2');
      await page.getByLabel('Scellé').check();
      await page.getByRole('button', { name: 'Ajouter', exact: true }).click();
      await page.goto('/basket');
      const button = page.getByRole('button', { name: /Confirmer l.enregistrement/ });
      const sent = await button.evaluate(({ form }) => Object.fromEntries(new FormData(form)));
      await button.click();
      const first = /\b\d{12}\b/.exec(await page.locator('main').innerText())[0];
      await page.goBack(); // pages are not kept: the basket is read again, and offers nothing to confirm
      await page.getByText('Votre panier est vide').waitFor();
      assert.equal(await button.count(), 0);
      const again = await page.request.post('/basket/confirmation', { form: sent, headers: { origin: demo.server.url } });
      assert.equal(again.status(), 200);
      assert.deepEqual(new URL(again.url()).searchParams.getAll('claim'), [first]);
      await page.context().close();
    });

    test('another account’s claim does not exist', async () => {
      const lea = await openWindow(demo);
      await signIn(lea, 'lea@brindille.example');
      await lea.goto('/claims');
      const href = await lea.locator('main table a').first().getAttribute('href');
      const nadia = await openWindow(demo);
      await signIn(nadia, 'nadia@kervalen.example');
      assert.equal((await nadia.goto(href)).status(), 404);
      await assertSound(nadia, 'not found');
      await lea.context().close();
      await nadia.context().close();
    });

    test('what was typed survives an ended session', async () => {
      const page = await openWindow(demo);
      await signIn(page, 'nadia@kervalen.example');
      await page.goto('/claims/new/lines?number=33442203');
      await page.locator('details.type-picker > summary').first().click();
      await page.getByRole('link', { name: /Demande de reprise produit/ }).first().click();
      await page.getByLabel('Commentaire').fill('Un commentaire de trois phrases.');
      await page.getByLabel('Ouvert').check();
      await page.context().clearCookies();
      await page.getByRole('button', { name: 'Ajouter', exact: true }).click();
      await page.getByText(/rien n.a été enregistré/).waitFor();
      await page.getByLabel('Adresse e-mail').fill('nadia@kervalen.example');
      await page.getByLabel('Mot de passe').fill(demoPassword);
      await page.getByRole('button', { name: 'Se connecter', exact: true }).first().click();
      await page.getByRole('heading', { level: 1, name: /Étape 3/ }).waitFor();
      assert.equal(await page.getByLabel('Commentaire').inputValue(), 'Un commentaire de trois phrases.');
      assert.ok(await page.getByLabel('Ouvert').isChecked());
      await page.getByText('Voici votre saisie').waitFor();
      await page.reload();
      assert.equal(await page.getByLabel('Commentaire').inputValue(), '');
      await page.context().close();
    });

    test('after signing in one lands where one wanted to go', async () => {
      const page = await openWindow(demo);
      await page.goto('/claims/new?period=1m');
      await page.getByLabel('Adresse e-mail').fill('lea@brindille.example');
      await page.getByLabel('Mot de passe').fill(demoPassword);
      await page.getByRole('button', { name: 'Se connecter', exact: true }).first().click();
      await page.waitForURL(/\/claims\/new/);
      await page.context().close();
    });
  });
}

describe('every page in light, dark and at phone width', () => {
  let demo;
  before(async () => (demo = await openDemo()));
  after(async () => demo?.close());

  const pages = [
    ['service', 'lea@brindille.example', '/service'], ['filter', 'lea@brindille.example', '/claims/new'],
    ['lines', 'lea@brindille.example', '/claims/new/lines?period=1m'], ['basket', 'lea@brindille.example', '/basket'],
    ['claims', 'lea@brindille.example', '/claims'], ['archive', 'lea@brindille.example', '/claims/archive'],
    ['manufacturers', 'lea@brindille.example', '/manufacturers'], ['procedure', 'lea@brindille.example', '/manufacturers/lumexa'],
    ['guide', 'lea@brindille.example', '/guide'], ['guide-topic', 'lea@brindille.example', '/guide/claiming'], ['outbox', 'admin@orvance.example', '/outbox'],
    ['policy', 'admin@orvance.example', '/policies/fees/CS-25'], ['policy-form', 'admin@orvance.example', '/policies/types/CS-22/edit'],
    ['procedure-form', 'remi@orvance.example', '/manufacturers/lumexa/procedure/edit'],
    ['staff-claims', 'claire@orvance.example', '/claims'], ['not-found', 'lea@brindille.example', '/claims/000000000000'],
  ];
  const looks = [['light', { colorScheme: 'light' }], ['dark', { colorScheme: 'dark' }], ['phone', { viewport: phone }]];

  for (const [look, options] of looks) {
    test(look, async () => {
      const windows = new Map();
      for (const [name, email, path] of pages) {
        if (!windows.has(email)) {
          const page = await openWindow(demo, options);
          if (windows.size === 0) {
            await page.goto('/sign-in');
            await shoot(page, `sign-in-${look}`);
          }
          await signIn(page, email);
          windows.set(email, page);
        }
        const page = windows.get(email);
        await page.goto(path);
        if (name === 'lines') await page.locator('details.type-picker > summary').first().click();
        await shoot(page, `${name}-${look}`);
        await assertSound(page, `${name} ${look}`);
      }
      const page = windows.get('lea@brindille.example');
      await page.goto('/claims');
      await page.locator('main table a').first().click();
      await shoot(page, `claim-${look}`);
      await assertSound(page, `claim ${look}`);
      await page.goto('/claims/new/lines?number=33442137');
      await page.locator('details.type-picker').first().locator('summary').click();
      await page.locator('details.type-picker a').first().click();
      await page.getByRole('button', { name: 'Ajouter', exact: true }).click();
      await shoot(page, `declaration-errors-${look}`);
      await assertSound(page, `declaration errors ${look}`);
      for (const open of windows.values()) await open.context().close();
    });
  }
});
