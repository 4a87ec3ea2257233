// Files and photos as people join them: at the desk by choosing and dropping, from a phone by the QR code on the screen,
// and without script with the form itself. R-835 R-837 R-838 R-839
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { engines } from '../support/program.mjs';
import { assertSound, openDemo, openWindow, shoot, signIn } from './support.mjs';

const phoneSize = { width: 390, height: 844 };
const jpeg = 'image/jpeg';

// A photo drawn in the page: another content for each label.
async function photo(page, label, name = `${label}.jpg`) {
  const address = await page.evaluate((text) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 1200, height: 900 });
    const ink = canvas.getContext('2d');
    ink.fillStyle = `hsl(${[...text].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 360} 50% 60%)`;
    ink.fillRect(0, 0, 1200, 900);
    ink.fillStyle = '#fff';
    ink.font = '64px sans-serif';
    ink.fillText(text, 60, 120);
    return canvas.toDataURL('image/jpeg', 0.9);
  }, label);
  return { name, mimeType: jpeg, buffer: Buffer.from(address.split(',')[1], 'base64') };
}

// The declaration of a damaged packing on the first line of this invoice.
async function openDeclaration(page, number) {
  await page.goto(`/claims/new/lines?number=${number}`);
  await page.locator('details.type-picker > summary').first().click();
  await page.getByRole('link', { name: /Emballage abîmé/ }).first().click();
  await page.getByText('Ajouter fichiers et images').waitFor();
}

const row = (page, name) => page.locator('.file[data-file]', { hasText: name });

// What a scanner reads from the screen.
async function scan(page) {
  const folder = mkdtempSync(join(tmpdir(), 'recours-qr-'));
  try {
    const path = join(folder, 'screen.png');
    await page.locator('svg.qr').scrollIntoViewIfNeeded();
    await page.screenshot({ path });
    return execFileSync('zbarimg', ['-q', '--raw', '--nodbus', path]).toString().trim();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

for (const engine of engines) {
  describe(`files of a declaration (${engine})`, () => {
    let demo;
    before(async () => (demo = await openDemo(engine)));
    after(async () => demo?.close());

    test('chosen and dropped, refused, edited, removed and taken back', async () => {
      const page = await openWindow(demo);
      await signIn(page, 'lea@brindille.example');
      await openDeclaration(page, '33442210');
      await page.locator('#files').setInputFiles([
        await photo(page, 'Carton'), await photo(page, 'Coin'),
        { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('bonjour') },
        { name: 'faux.pdf', mimeType: 'application/pdf', buffer: Buffer.from('pas un PDF') },
      ]);
      await row(page, 'Carton.jpg').waitFor();
      await row(page, 'Coin.jpg').waitFor();
      for (const name of ['notes.txt', 'faux.pdf']) {
        const refused = page.locator('.file-upload[data-stage="refused"]', { hasText: name });
        await refused.getByText(/Ce type de fichier n.est pas accepté/).waitFor();
      }
      const dropped = await photo(page, 'Palette');
      const data = await page.evaluateHandle(([name, type, content]) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([Uint8Array.from(atob(content), (each) => each.charCodeAt(0))], name, { type }));
        return transfer;
      }, [dropped.name, dropped.mimeType, dropped.buffer.toString('base64')]);
      await page.locator('.drop').dispatchEvent('drop', { dataTransfer: data });
      await row(page, 'Palette.jpg').waitFor();
      await shoot(page, `files-${engine}`);
      await assertSound(page, 'files');

      await page.locator('.file-upload', { hasText: 'notes.txt' }).getByRole('button', { name: 'J’ai compris' }).click();
      assert.equal(await page.locator('.file-upload').count(), 1);

      await page.getByRole('button', { name: 'Modifier Carton.jpg' }).click();
      const editor = page.getByRole('group', { name: 'Carton.jpg' });
      await editor.getByLabel('Nom du fichier').fill('Carton écrasé');
      await editor.getByLabel('Type de pièce').selectOption({ label: 'Dommage' });
      await editor.getByLabel('Commentaire').fill('Coin gauche');
      await editor.getByLabel('Nom du fichier').press('Enter'); // saves the file, does not send the form
      await row(page, 'Carton écrasé.jpg').getByText('Coin gauche').waitFor();
      await row(page, 'Carton écrasé.jpg').getByText('Dommage').waitFor();

      await page.getByRole('button', { name: 'Supprimer Coin.jpg' }).click();
      const removed = page.locator('.file-removed', { hasText: 'Coin.jpg a été supprimé.' });
      await removed.getByRole('button', { name: 'Annuler' }).click();
      await row(page, 'Coin.jpg').waitFor();
      await page.reload();
      await page.context().close();
    });

    test('progress is shown, an upload under way is cancelled, the form waits for the others', async () => {
      const page = await openWindow(demo);
      await signIn(page, 'lea@brindille.example');
      await openDeclaration(page, '33442210');
      let release;
      const gate = new Promise((resolve) => (release = resolve));
      await page.route('**/upload-forms/*/files', async (route) => {
        if (route.request().method() === 'POST') await gate;
        await route.continue().catch(() => {}); // cancelled meanwhile
      });
      await page.locator('#files').setInputFiles([await photo(page, 'Un'), await photo(page, 'Deux'), await photo(page, 'Trois')]);
      assert.equal(await page.locator('.file-upload[data-stage="sending"] progress').count(), 2);
      await page.getByText('En attente d’envoi').waitFor();
      await page.locator('.file-upload', { hasText: 'Deux.jpg' }).getByRole('button', { name: 'Annuler' }).click();
      await page.locator('.file-upload', { hasText: 'Deux.jpg' }).waitFor({ state: 'detached' });
      const quantity = page.getByLabel(/Quantité concernée/);
      await quantity.fill('1');
      await page.getByRole('button', { name: 'Ajouter', exact: true }).click();
      await page.getByText('Des fichiers sont encore en cours d’envoi').waitFor();
      release();
      await page.getByText(/La déclaration a été ajoutée avec succès/).waitFor(); // it went by itself
      await page.context().close();
    });

    test('a lost connection is said and tried again', async () => {
      const page = await openWindow(demo);
      await signIn(page, 'lea@brindille.example');
      await openDeclaration(page, '33442210');
      await page.route('**/upload-forms/*/files', (route) => route.request().method() === 'POST' ? route.abort('connectionreset') : route.continue());
      await page.locator('#files').setInputFiles([await photo(page, 'Quai')]);
      await page.locator('.file-upload').getByText('La connexion est interrompue.').waitFor();
      await page.unroute('**/upload-forms/*/files');
      await page.getByRole('button', { name: 'Réessayer' }).click();
      await row(page, 'Quai.jpg').waitFor();
      await page.context().close();
    });

    test('an ended session is said, and signing in elsewhere is enough to go on', async () => {
      const page = await openWindow(demo);
      await signIn(page, 'lea@brindille.example');
      await openDeclaration(page, '33442210');
      await page.getByLabel('Commentaire').first().fill('Trois phrases déjà écrites.');
      await page.context().clearCookies();
      await page.locator('#files').setInputFiles([await photo(page, 'Session')]);
      await page.locator('.file-upload').getByText(/Votre session a pris fin/).waitFor();
      const other = await page.context().newPage();
      await signIn(other, 'lea@brindille.example');
      await page.getByRole('button', { name: 'Réessayer' }).click();
      await row(page, 'Session.jpg').waitFor();
      assert.equal(await page.getByLabel('Commentaire').first().inputValue(), 'Trois phrases déjà écrites.');
      await page.context().close();
    });

    test('a phone scans the code, sends each shot, and is told when the form was sent', async () => {
      const page = await openWindow(demo);
      await signIn(page, 'lea@brindille.example');
      await openDeclaration(page, '33442210');
      const address = await scan(page);
      assert.match(address, new RegExp(`^${demo.server.url}/p/[\\w-]{20,}$`));

      const preview = await fetch(address); // a messenger that looks at the link
      assert.equal(preview.status, 200);
      const phone = await openWindow(demo, { viewport: phoneSize });
      await phone.goto(address);
      await phone.waitForURL(`${demo.server.url}/p`);
      await page.getByText('Téléphone connecté', { exact: true }).waitFor();
      await shoot(phone, `phone-start-${engine}`);
      await assertSound(phone, 'phone');

      const late = await openWindow(demo, { viewport: phoneSize });
      await late.goto(address);
      await late.getByRole('heading', { name: 'Ce code a déjà été utilisé' }).waitFor();
      await late.context().close();

      const shots = await phone.locator('[data-shot]').evaluateAll((steps) => steps.map((step) => step.dataset.shot));
      assert.ok(shots.length >= 3, shots.join());
      for (const [at, shot] of shots.entries()) {
        await phone.locator(`[data-shot="${shot}"] input[type=file]`).setInputFiles(await photo(page, `Vue ${at + 1}`, 'image.jpg'));
        await phone.locator(`[data-shot="${shot}"].shot-done`).waitFor();
        const sent = performance.now();
        await page.locator('.file[data-file]').nth(at).waitFor();
        const seen = performance.now() - sent;
        assert.ok(seen < 2000, `photo ${at + 1} is on the desktop after ${Math.round(seen)} ms`);
      }
      await shoot(phone, `phone-done-${engine}`);
      await assertSound(phone, 'phone with photos');
      await phone.locator('#shot-other').setInputFiles([{ name: 'vide.jpg', mimeType: jpeg, buffer: Buffer.from('x') }]);
      await phone.locator('.sending .field-error span').filter({ hasText: /\S/ }).waitFor();
      const kept = await phone.locator('input[name=token]').first().inputValue();

      await page.getByLabel(/Quantité concernée/).fill('1');
      await page.getByRole('button', { name: 'Ajouter', exact: true }).click();
      await page.getByText(/La déclaration a été ajoutée avec succès/).waitFor();
      await phone.reload();
      await phone.getByText('Le dossier a été transmis').waitFor();
      await assertSound(phone, 'phone after the end');
      const refused = await phone.request.post('/p/files', {
        headers: { origin: demo.server.url, accept: 'application/json' },
        multipart: { token: kept, files: await photo(page, 'Trop tard') },
      });
      assert.equal(refused.status(), 410);
      await phone.context().close();
      await page.context().close();
    });

    test('without script files travel with the form and survive what was wrong in it', async () => {
      const drawing = await openWindow(demo);
      await drawing.goto('/sign-in');
      const page = await openWindow(demo, { javaScriptEnabled: false });
      await signIn(page, 'lea@brindille.example');
      await openDeclaration(page, '33442210');
      await page.locator('#files').setInputFiles([await photo(drawing, 'Colis'), await photo(drawing, 'Bordereau')]);
      await page.getByRole('button', { name: 'Ajouter', exact: true }).click();
      await page.locator('[aria-invalid="true"]').first().waitFor(); // the quantity is still 0
      await row(page, 'Colis.jpg').waitFor();
      await row(page, 'Bordereau.jpg').waitFor();
      await page.getByLabel(/Quantité concernée/).fill('1');
      await page.getByRole('button', { name: 'Ajouter', exact: true }).click();
      await page.getByText(/La déclaration a été ajoutée avec succès/).waitFor();
      await page.context().close();
      await drawing.context().close();
    });
  });
}

describe('the pages of files in light, dark and at phone width', () => {
  let demo;
  before(async () => (demo = await openDemo()));
  after(async () => demo?.close());

  const looks = [['light', { colorScheme: 'light' }], ['dark', { colorScheme: 'dark' }], ['phone', { viewport: { width: 360, height: 740 } }]];
  for (const [look, options] of looks) {
    test(look, async () => {
      const page = await openWindow(demo, options);
      await signIn(page, 'lea@brindille.example');
      await openDeclaration(page, '33442210');
      if (look === 'dark') assert.match(await scan(page), /\/p\//); // dark on white all the same
      assert.equal(await page.locator('svg.qr').isVisible(), look !== 'phone');
      await page.locator('#files').setInputFiles([await photo(page, `Vue ${look}`)]);
      await row(page, `Vue ${look}.jpg`).waitFor();
      await page.getByRole('button', { name: `Modifier Vue ${look}.jpg` }).click();
      await shoot(page, `files-${look}`);
      await assertSound(page, `files ${look}`);
      await page.goto(await row(page, `Vue ${look}.jpg`).locator('.file-name a').getAttribute('href'));
      await page.getByRole('heading', { level: 1, name: `Vue ${look}.jpg` }).waitFor();
      await shoot(page, `file-${look}`);
      await assertSound(page, `file ${look}`);
      await page.context().close();
    });
  }
});
