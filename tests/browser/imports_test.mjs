// R-233 R-234 R-235 Files dropped on the page, the preview, the work and its report, as an administrator sees them.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { corpus, engines } from '../support/program.mjs';
import { assertSound, openDemo, openWindow, phone, shoot, signIn } from './support.mjs';

const heading = 'customer_no;invoice_no;invoice_date;line_no;description;quantity;unit_price\n';
const rows = (customer, count) =>
  Array.from({ length: count }, (_, i) => `${customer};N${i};2026-06-17;1;Écran;2;10,50\n`).join('');
const csv = (name, text) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

// As a hand drops files from the desktop.
async function drop(page, files) {
  const sent = files.map(({ name, buffer }) => ({ name, bytes: [...buffer] }));
  const transfer = await page.evaluateHandle((given) => {
    const data = new DataTransfer();
    for (const { name, bytes } of given) data.items.add(new File([new Uint8Array(bytes)], name));
    return data;
  }, sent);
  await page.dispatchEvent('[data-import-drop]', 'dragover', { dataTransfer: transfer });
  await page.dispatchEvent('[data-import-drop]', 'drop', { dataTransfer: transfer });
}

for (const engine of engines) {
  describe(`imports (${engine})`, () => {
    let demo;
    before(async () => (demo = await openDemo(engine)));
    after(async () => demo?.close());

    test('dropped, previewed, confirmed, reported', async () => {
      const page = await openWindow(demo);
      await signIn(page, 'admin@orvance.example', '/sign-in?next=/admin/imports');
      await page.goto('/admin/imports');
      await shoot(page, `imports-empty-${engine}`);
      await assertSound(page, 'imports, empty');
      await drop(page, [csv('comptes.csv', 'customer_no;name\nK1;Un\n')]);
      await page.getByText('Fichiers choisis : comptes.csv').waitFor();
      await page.getByRole('button', { name: 'Vérifier les fichiers' }).click();
      await page.getByRole('button', { name: 'Importer 1 ligne' }).click();
      await page.getByText('Les fichiers ont été importés.').waitFor();

      await page.goto('/admin/imports');
      await drop(page, [csv('factures.csv', heading + rows('K1', 400)), csv('autres.csv', heading + rows('K1', 2))]);
      await page.getByRole('button', { name: 'Vérifier les fichiers' }).click();
      await page.getByRole('button', { name: 'Importer 400 documents' }).waitFor();
      await shoot(page, `imports-preview-${engine}`);
      await assertSound(page, 'imports, preview');
      await page.getByRole('button', { name: /Importer 400/ }).click();
      await page.getByText('Les fichiers ont été importés.').waitFor();
      await shoot(page, `imports-done-${engine}`);
      await page.goto('/admin/imports');
      await page.getByText('Importé', { exact: true }).first().waitFor();
      await page.setViewportSize(phone);
      await shoot(page, `imports-list-phone-${engine}`);
      await assertSound(page, 'imports, list on a phone');
      await page.context().close();
    });

    test('without script: refused with line and field, given up', async () => {
      const page = await openWindow(demo, { javaScriptEnabled: false });
      await signIn(page, 'admin@orvance.example');
      await page.goto('/admin/imports');
      const files = [csv('fausse.csv', heading + rows('K1', 3) + 'nobody;F;2026-13-40;1;x;deux;3\n')];
      const pdf = join(corpus, 'invoices/invoice_EN16931.pdf');
      if (existsSync(pdf)) files.push({ name: 'facture.pdf', mimeType: 'application/pdf', buffer: readFileSync(pdf) });
      await page.locator('#files').setInputFiles(files);
      await page.getByRole('button', { name: 'Vérifier les fichiers' }).click();
      await page.getByText(/2026-13-40/).waitFor();
      assert.equal(await page.getByRole('button', { name: /Importer/ }).count(), 0);
      await shoot(page, `imports-refused-${engine}`);
      await page.getByRole('button', { name: 'Abandonner' }).click();
      await page.getByText('Cet import a été abandonné').waitFor();
      await page.context().close();
    });
  });
}
