// R-600 R-601 R-680 Claims to their end as the people of both sides live them: each in a window of their own, each command by
// its button and its form.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { engines } from '../support/program.mjs';
import { assertSound, openDemo, openWindow, phone, shoot, signIn } from './support.mjs';

for (const engine of engines) {
  describe(`claims to their end (${engine})`, () => {
    let demo;
    const windows = {};
    before(async () => {
      demo = await openDemo(engine);
      const people = { claire: 'claire@orvance.example', remi: 'remi@orvance.example', ines: 'ines@orvance.example', paul: 'paul@orvance.example',
        lea: 'lea@brindille.example', nadia: 'nadia@kervalen.example', emile: 'emile@alpilles.example' };
      for (const [name, email] of Object.entries(people)) {
        windows[name] = await openWindow(demo);
        await signIn(windows[name], email);
      }
    });
    after(async () => demo?.close());

    async function numberOf(name, type) {
      const page = windows[name];
      await page.goto('/claims?state=open');
      await page.locator('tbody tr', { hasText: type }).locator('a').first().click();
      await page.waitForURL(/\/claims\/[R0-9]+$/);
      return new URL(page.url()).pathname.split('/').at(-1);
    }

    // By the button of the claim's page, through the form, back on the claim: its number then.
    async function give(name, number, path, fill = async () => {}) {
      const page = windows[name];
      await page.goto(`/claims/${number}`);
      const form = `/claims/${number}/${path}`;
      assert.equal(await page.locator(`a[href="${form}"]`).count(), 1, `${name} finds ${path}`);
      await page.goto(form);
      const back = page.locator('input[name=goods]');
      if (await back.count()) await back.first().check();
      await fill(page);
      await assertSound(page, path);
      await page.locator('.form-footer button').last().click();
      await page.waitForURL(path === 'inspection' ? /\/disposition\?done=inspect$/ : /\/claims\/[R0-9]+\?done=/);
      return new URL(page.url()).pathname.split('/')[2];
    }

    async function state(name, number) {
      await windows[name].goto(`/claims/${number}`);
      return (await windows[name].locator('h1').locator('xpath=..').innerText()).replaceAll('\n', ' ');
    }

    test('transport damage, from the photos to the credit note', async () => {
      let number = await numberOf('claire', '03 –');
      number = await give('claire', number, 'approval');
      await give('nadia', number, 'shipment', async (page) => {
        await page.getByLabel('Transporteur du colis 1').fill('Messagerie du Port');
        await page.getByLabel('Numéro de suivi').first().fill('MP 7788 9900');
        await shoot(page, 'claim-shipment');
      });
      await give('ines', number, 'receipt', (page) => shoot(page, 'claim-receipt'));
      await give('ines', number, 'inspection', (page) => page.getByLabel('Résultat du contrôle').selectOption({ label: 'Confirmé' }));
      await give('ines', number, 'disposition', (page) => page.getByLabel('Sort de la marchandise').selectOption({ label: 'Recyclé (DEEE)' }));
      const { paul } = windows;
      await paul.goto(`/claims/${number}/credit`);
      await paul.locator('.form-footer button').click();
      await paul.locator('#number[aria-invalid=true]').waitFor();
      await shoot(paul, 'claim-credit-error');
      await give('paul', number, 'credit', (page) => page.getByLabel('Numéro de l’avoir').fill('0099001234'));
      assert.match(await state('nadia', number), /Clos/);
      await windows.nadia.getByText('0099001234').first().waitFor();
      await assertSound(windows.nadia, 'a closed claim');
      await shoot(windows.nadia, 'claim-closed');
      assert.equal(await windows.nadia.locator(`a[href$="/reopening"]`).count(), 1);
    });

    test('a DOA that is approved by the after-sales department and replaced', async () => {
      let number = await numberOf('remi', '63 –');
      number = await give('remi', number, 'approval');
      await give('remi', number, 'replacement');
      await give('remi', number, 'no-credit');
      assert.match(await state('lea', number), /Clos/);
    });

    test('a shortage that is delivered again', async () => {
      let number = await numberOf('claire', '02 –');
      number = await give('claire', number, 'approval');
      await give('claire', number, 'redelivery');
      await give('claire', number, 'no-credit');
      assert.match(await state('lea', number), /Clos/);
      await windows.lea.getByText('Relivré').first().waitFor();
    });

    test('a question, its answer and a refusal', async () => {
      const number = await numberOf('claire', '08 –');
      await give('claire', number, 'information-request', (page) => page.getByLabel('Votre question').fill('Sur quel devis figure ce prix ?'));
      assert.match(await state('nadia', number), /Complément demandé/);
      await give('nadia', number, 'information', (page) => page.getByLabel('Votre réponse').fill('Devis DV-5521'));
      await windows.claire.goto(`/claims/${number}/refusal`);
      await windows.claire.locator('.form-footer button').click();
      await windows.claire.locator('#reason_code[aria-invalid=true]').waitFor();
      await give('claire', number, 'refusal', (page) => page.getByLabel('Motif').selectOption('other'));
      assert.match(await state('nadia', number), /Refusé/);
    });

    test('what came too much is kept and invoiced', async () => {
      let number = await numberOf('claire', '31 –');
      number = await give('claire', number, 'approval');
      await give('claire', number, 'keeping');
      await give('paul', number, 'charge', (page) => page.getByLabel('Montant HT').fill('49,90'));
      assert.match(await state('emile', number), /Clos/);
      await windows.emile.getByText('49,90 €').first().waitFor();
    });

    test('half of a return is sent, on a phone', async () => {
      const number = await numberOf('lea', '01 –');
      const page = await openWindow(demo, { viewport: phone });
      await signIn(page, 'lea@brindille.example');
      await page.goto(`/claims/${number}/shipment`);
      await page.getByLabel('Quantité').fill('1');
      await assertSound(page, 'shipment on a phone');
      await shoot(page, 'claim-shipment-phone');
      await page.locator('.form-footer button').click();
      await page.waitForURL(/\/claims\/[R0-9]+\?done=ship$/);
      await page.getByText('Ligne divisée').first().waitFor();
      await page.getByText('2 lignes').first().waitFor();
      await assertSound(page, 'a divided line on a phone');
      await shoot(page, 'claim-divided-phone');
    });
  });
}
