// R-603 R-605 R-606 R-609 A day at customer service: the queue, three claims approved at once with a result for each, an
// assignment, a view kept and opened first.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { engines } from '../support/program.mjs';
import { assertSound, openDemo, openWindow, phone, shoot, signIn } from './support.mjs';

for (const engine of engines) {
  describe(`the queue of customer service (${engine})`, () => {
    let demo;
    let claire;
    const queue = '/queues/customer_service';
    before(async () => {
      demo = await openDemo(engine);
      claire = await openWindow(demo);
      await signIn(claire, 'claire@orvance.example');
    });
    after(async () => demo?.close());

    test('a claim is given to oneself and shows whose it is', async () => {
      await claire.goto('/claims');
      await claire.locator('nav a[href="/queues"]').click();
      await claire.waitForURL(queue);
      await assertSound(claire, 'queue');
      await shoot(claire, 'queue');
      const free = claire.locator('tbody tr', { hasText: 'Personne' }).first();
      await free.click({ position: { x: 240, y: 20 } });
      await claire.waitForURL(/queue=customer_service/);
      await claire.getByRole('link', { name: 'Suivant dans la file' }).waitFor();
      await claire.getByRole('button', { name: 'M’attribuer' }).click();
      await claire.getByRole('button', { name: 'Retirer l’attribution' }).waitFor();
      await assertSound(claire, 'claim for staff');
      await shoot(claire, 'claim-for-staff');
    });

    test('three are chosen, approved, and each has its result', async () => {
      await claire.goto(queue);
      for (const type of ['02 –', '31 –']) {
        await claire.locator('tbody tr', { hasText: type }).locator('input.row-choice').check();
      }
      await claire.locator('tbody tr', { hasText: '08 –' }).locator('a.row-link').focus();
      await claire.keyboard.press('x');
      assert.equal(await claire.locator('input.row-choice:checked').count(), 3);
      await claire.locator('.selection-bar button[value=approve]').click();
      await claire.waitForURL(/selection/);
      assert.equal(await claire.locator('tbody tr').count(), 3);
      await assertSound(claire, 'selection');
      await shoot(claire, 'queue-selection');
      await claire.locator('.form-footer button').click();
      await claire.waitForURL(/\/queues\/batches\/\d+$/);
      await claire.getByText('2 sur 3 faites').first().waitFor();
      await claire.getByText('il faut dire si la marchandise revient').waitFor();
      await assertSound(claire, 'results');
      await shoot(claire, 'queue-results');
    });

    test('a view is kept and opens first', async () => {
      await claire.goto(`${queue}?show=mine`);
      await claire.getByText('Vues', { exact: true }).click();
      await claire.getByLabel('Garder ce filtre sous').fill('Les miennes');
      await claire.getByRole('button', { name: 'Enregistrer la vue' }).click();
      await claire.getByText('La vue est enregistrée').waitFor();
      await claire.goto(`${queue}/views`);
      await claire.getByRole('button', { name: 'Toujours ouvrir Les miennes' }).click();
      await claire.getByText('Ce qui s’ouvre en premier').waitFor();
      await assertSound(claire, 'views of a queue');
      await claire.goto('/queues');
      await claire.waitForURL(`${queue}?show=mine`);
    });

    test('on a phone, in the dark', async () => {
      const small = await openWindow(demo, { viewport: phone, colorScheme: 'dark' });
      await signIn(small, 'ines@orvance.example', `/sign-in?next=${encodeURIComponent('/queues')}`);
      await small.goto('/queues');
      await small.waitForURL(/queues\/warehouse/);
      await assertSound(small, 'queue on a phone');
      await shoot(small, 'queue-phone-dark');
    });
  });
}
