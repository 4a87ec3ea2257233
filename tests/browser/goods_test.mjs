// R-660 R-661 R-663 R-664 Goods-in as the warehouse lives it: a scan, a wrong item, an inspection with a photo, what becomes of it;
// a parcel without number that is matched; and the slip the reseller prints.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { join } from 'node:path';
import { engines, root } from '../support/program.mjs';
import { assertSound, openDemo, openWindow, phone, shoot, signIn } from './support.mjs';

const photo = join(root, 'src/cli/demo/photo-damage.jpg');

for (const engine of engines) {
  describe(`goods-in (${engine})`, () => {
    let demo, ines;
    before(async () => {
      demo = await openDemo(engine);
      ines = await openWindow(demo);
      await signIn(ines, 'ines@orvance.example');
    });
    after(async () => demo?.close());

    const focused = () => ines.evaluate(() => document.activeElement.id);
    // As a scanner does: characters and Enter, wherever the focus is.
    async function scan(page, number) {
      await page.keyboard.type(number);
      await page.keyboard.press('Enter');
    }

    // The RMA number of the reseller's claim for this reason, as the list shows it.
    async function rmaFor(page, reason) {
      await page.goto('/claims');
      const rows = await page.locator('tbody tr', { hasText: reason }).allInnerTexts();
      return rows.map((row) => row.match(/\b\d{12}\b/)?.[0]).find(Boolean);
    }

    test('the reseller prints the slip, the warehouse scans it, a wrong item is inspected and sent back', async () => {
      const lea = await openWindow(demo);
      await signIn(lea, 'lea@brindille.example');
      const number = await rmaFor(lea, '01 – Erreur de livraison');
      await lea.goto(`/claims/${number}`);
      const slip = await lea.context().request.get(await lea.getByRole('link', { name: 'Bon de retour' }).getAttribute('href'));
      assert.equal(slip.headers()['content-type'], 'application/pdf');

      assert.equal(new URL(ines.url()).pathname, '/goods-in', 'where the warehouse lands');
      assert.equal(await focused(), 'scan');
      await scan(ines, '4711');
      await ines.getByText('Numéro inconnu').waitFor();
      assert.equal(await focused(), 'scan', 'again after each scan');
      await assertSound(ines, 'an unknown number');
      await shoot(ines, 'goods-unknown');
      await scan(ines, `${demo.server.url}/claims/${number}`);
      await ines.waitForURL((url) => url.pathname === `/goods-in/claims/${number}`);
      await ines.locator('.stepper button').last().click();
      await ines.getByLabel('Écart').selectOption('wrong_item');
      await assertSound(ines, 'a receipt');
      await shoot(ines, 'goods-receipt');
      await ines.getByRole('button', { name: 'Enregistrer la réception' }).click();
      await ines.getByText('Rien n’a été enregistré').waitFor();
      await ines.locator('.stepper button').first().click();
      await ines.getByRole('button', { name: 'Enregistrer la réception' }).click();
      await ines.waitForURL((url) => url.searchParams.get('done') === number);
      assert.equal(await focused(), 'scan');
      await assertSound(ines, 'what was received');
      await shoot(ines, 'goods-received');

      await ines.getByRole('link', { name: 'Contrôler maintenant' }).click();
      await ines.getByLabel('Résultat du contrôle').selectOption('customer_damage');
      await ines.locator('input[type=file]').first().setInputFiles(photo);
      await ines.locator('li', { hasText: 'photo-damage.jpg' }).first().waitFor();
      await assertSound(ines, 'an inspection');
      await shoot(ines, 'goods-inspection');
      await ines.locator('.form-footer button').last().click();
      await ines.waitForURL(/disposition\?done=inspect$/);
      await ines.getByLabel('Sort de la marchandise').selectOption('back_to_customer');
      await ines.locator('.form-footer button').last().click();
      await ines.waitForURL((url) => url.pathname === `/claims/${number}`);
      await lea.reload();
      await lea.getByText('photo-damage.jpg').first().waitFor();
    });

    test('a parcel without number is recorded on a phone and matched', async () => {
      const lea = await openWindow(demo);
      await signIn(lea, 'lea@brindille.example');
      const number = await rmaFor(lea, '22 – Demande de reprise');
      const page = await openWindow(demo, { viewport: phone });
      await signIn(page, 'ines@orvance.example');
      await page.goto('/parcels/new');
      await page.getByLabel('Expéditeur').fill('Brindille');
      await page.getByLabel('Numéros de série et références vus').fill('LX27B77311');
      await assertSound(page, 'a parcel on a phone');
      await shoot(page, 'goods-parcel-phone');
      await page.getByRole('button', { name: 'Enregistrer le colis' }).click();
      await page.waitForURL(/parcels\/\d+/);
      await assertSound(page, 'claims that fit, on a phone');
      await page.getByRole('button', { name: `Rattacher à ${number}` }).click();
      await page.getByText(`Rattaché au dossier ${number}`).waitFor();
      await shoot(page, 'goods-matched-phone');
      await page.getByRole('link', { name: 'Réceptionner maintenant' }).click();
      await assertSound(page, 'a receipt on a phone');
      await page.getByRole('button', { name: 'Tout est conforme' }).click();
      await page.waitForURL(/done=/);
      await page.goto('/goods-in/inspections');
      await page.getByText(number).first().waitFor();
      await assertSound(page, 'what waits to be inspected');
    });
  });
}
