// R-650 R-651 The conversation inside a claim as two people have it, each in a window of their own; at the desk, on a phone,
// and without script.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { assertSound, openDemo, openWindow, phone, shoot, signIn } from './support.mjs';

describe('messages inside a claim', () => {
  let demo, number;
  before(async () => (demo = await openDemo()));
  after(async () => demo?.close());

  test('the reseller asks, staff notes and answers', async () => {
    const lea = await openWindow(demo);
    await signIn(lea, 'lea@brindille.example', '/sign-in');
    await lea.goto('/claims?state=open');
    await lea.locator('tbody tr a').first().click();
    await lea.waitForURL(/\/claims\/[R0-9]+$/);
    number = new URL(lea.url()).pathname.split('/').at(-1);
    await lea.getByLabel('Votre message').fill('Faut-il renvoyer les câbles ?');
    await lea.getByRole('button', { name: 'Envoyer le message' }).click();
    await lea.getByText('Votre message est envoyé.').waitFor();
    assert.equal(await lea.getByRole('button', { name: 'Garder en note interne' }).count(), 0);

    const claire = await openWindow(demo);
    await signIn(claire, 'claire@orvance.example', '/sign-in');
    await claire.goto('/claims');
    await claire.locator('tr', { hasText: number }).getByText('1 nouveau message').waitFor();
    await claire.goto(`/claims/${number}`);
    await claire.getByText('Faut-il renvoyer les câbles ?').waitFor();
    await claire.getByLabel('Votre message').fill('Deux retours ouverts ce mois-ci.');
    await claire.getByRole('button', { name: 'Garder en note interne' }).click();
    await claire.getByText('Votre note est gardée').waitFor();
    await claire.getByLabel('Votre message').fill('Oui, tout dans l’emballage d’origine.');
    await claire.getByRole('button', { name: 'Envoyer au revendeur' }).click();
    await claire.getByText('Votre message est envoyé.').waitFor();
    await assertSound(claire, 'claim with messages');
    await shoot(claire, 'claim-messages');

    await lea.goto(`/claims/${number}`);
    await lea.getByText('Oui, tout dans l’emballage d’origine.').waitFor();
    assert.equal(await lea.getByText('Deux retours ouverts').count(), 0);
    await lea.getByText('lu le').waitFor();
  });

  test('on a phone, with a file and without script', async () => {
    const lea = await openWindow(demo, { viewport: phone, javaScriptEnabled: false });
    await signIn(lea, 'lea@brindille.example', '/sign-in');
    await lea.goto(`/claims/${number}`);
    await lea.getByLabel('Votre message').fill('Voici le bon de livraison.');
    await lea.getByRole('button', { name: 'Joindre des fichiers…' }).click();
    assert.equal(await lea.getByLabel('Votre message').inputValue(), 'Voici le bon de livraison.');
    await lea.locator('#files').setInputFiles({ name: 'jeu.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ') });
    await lea.getByRole('button', { name: 'Envoyer le message' }).click();
    await lea.getByText('jeu.exe').first().waitFor();
    assert.equal(await lea.getByLabel('Votre message').inputValue(), 'Voici le bon de livraison.');
    await lea.getByRole('button', { name: 'Envoyer le message' }).click();
    await lea.getByText('Votre message est envoyé.').waitFor();

    const scripted = await openWindow(demo, { viewport: phone });
    await signIn(scripted, 'claire@orvance.example', '/sign-in');
    for (const path of [`/claims/${number}`, `/claims/${number}/messages/new`, '/mails']) {
      await scripted.goto(path);
      await assertSound(scripted, `${path} on a phone`);
    }
    await scripted.goto(`/claims/${number}`);
    await shoot(scripted, 'claim-messages-phone');
  });
});
