// R-613 R-614 R-615 R-616 R-670 What the two sides do for others: staff for a reseller, against a rule and without an
// invoice; a reseller for forty lines at once; the administrator of an account for colleagues.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { assertSound, openDemo, openWindow, phone, shoot, signIn } from './support.mjs';

describe('acting for others', () => {
  let demo;
  before(async () => {
    demo = await openDemo('sqlite', { RECOURS_PUBLIC_URL: 'http://recours.example' });
  });
  after(async () => demo?.close());

  async function windowOf(email, options) {
    const page = await openWindow(demo, options);
    await signIn(page, email);
    return page;
  }

  async function confirmBasket(page) {
    await page.goto('/basket');
    await page.getByRole('button', { name: 'Confirmer l’enregistrement' }).click();
    await page.waitForURL(/\/basket\/confirmed/);
    return (await page.locator('tbody tr a').first().getAttribute('href')).split('/').at(-1);
  }

  test('staff act for a reseller, beyond a rule with a reason', async () => {
    const page = await windowOf('claire@orvance.example');
    await page.goto('/claims/new');
    await assertSound(page, 'for whom');
    await page.getByLabel('Numéro de client ou nom').fill('brindille');
    await page.getByRole('button', { name: 'Chercher le compte' }).click();
    await page.waitForURL(/for=0000100234/);
    await page.getByText('Vous agissez pour').waitFor();
    await shoot(page, 'acting-filter');
    await page.getByLabel('Saisir le numéro').fill('0033442037');
    await page.getByRole('button', { name: 'Filtrer les résultats' }).click();
    await page.waitForURL(/for=0000100234/);
    await page.locator('.type-picker > summary').first().click();
    const denied = page.locator('li.type-impossible', { hasText: 'Produit non conforme' }).first();
    await shoot(page, 'acting-lines');
    await denied.getByRole('link', { name: 'Déclarer quand même' }).click();
    await page.getByText('Vous agissez pour').waitFor();
    await page.getByLabel('Quantité concernée').fill('1');
    await page.getByRole('button', { name: 'Ajouter', exact: true }).click();
    await page.locator('#staff_reason[aria-invalid=true]').waitFor();
    await page.getByLabel('Pourquoi le déclarer quand même').fill('Livraison retardée par notre transporteur');
    await page.getByLabel('Quantité concernée').fill('1');
    await assertSound(page, 'beyond a rule');
    await shoot(page, 'acting-declaration');
    await page.getByRole('button', { name: 'Ajouter', exact: true }).click();
    await page.waitForURL(/\/added/);
    await page.goto('/basket');
    await page.getByText('Pour Atelier Brindille Informatique (0000100234)').waitFor();
    await assertSound(page, 'a basket for another');
    await shoot(page, 'acting-basket');
    const number = await confirmBasket(page);
    await page.getByText('commandes@brindille.example').first().waitFor();
    await page.goto(`/claims/${number}`);
    await page.getByText('Règle écartée').first().waitFor();
    await assertSound(page, 'a claim beyond a rule');
    await shoot(page, 'acting-claim');
    const lea = await windowOf('lea@brindille.example');
    await lea.goto(`/claims/${number}`);
    await lea.getByText('Claire Aubanel').first().waitFor();
  });

  test('a claim without invoice goes to the credit note', async () => {
    const page = await windowOf('claire@orvance.example');
    await page.goto('/claims/new?for=0000100234');
    await page.getByRole('link', { name: 'Réclamation libre' }).click();
    await page.getByLabel('Raison de l’absence de facture').fill('Facture d’avant la reprise des données');
    await page.getByLabel('Numéro de facture annoncé').fill('4711');
    await page.locator('#description').fill('Station d’accueil');
    await page.getByLabel('Prix unitaire hors taxes').fill('89,90');
    await page.getByRole('button', { name: 'Enregistrer la réclamation' }).click();
    await page.locator('#type[aria-invalid=true]').waitFor();
    assert.equal(await page.getByLabel('Prix unitaire hors taxes').inputValue(), '89,90');
    await page.getByLabel('Type de litige').selectOption('CS-08');
    await assertSound(page, 'a claim without invoice');
    await shoot(page, 'without-invoice');
    await page.getByRole('button', { name: 'Enregistrer la réclamation' }).click();
    await page.waitForURL(/\/basket\/confirmed/);
    const reserved = (await page.locator('tbody tr a').first().getAttribute('href')).split('/').at(-1);
    await page.goto(`/claims/${reserved}/approval`);
    const back = page.locator('input[name=goods]');
    if (await back.count()) await back.first().check();
    await page.locator('.form-footer button').click();
    await page.waitForURL(/\/claims\/[0-9]+\?done=/);
    const number = new URL(page.url()).pathname.split('/').at(-1);
    const paul = await windowOf('paul@orvance.example');
    await paul.goto(`/claims/${number}/credit`);
    await paul.getByLabel('Numéro de l’avoir').fill('0099004711');
    await paul.locator('.form-footer button').click();
    await paul.waitForURL(/\/claims\/[0-9]+\?done=/);
    await paul.getByText('Clos', { exact: true }).first().waitFor();
    await paul.getByText('Sans facture (annoncée').first().waitFor();
    await assertSound(paul, 'closed without invoice');
    await shoot(paul, 'without-invoice-closed');
  });

  test('a reseller pastes lines, corrects one, and has all of them in the basket', async () => {
    const page = await windowOf('lea@brindille.example', { colorScheme: 'dark' });
    await page.goto('/claims/new');
    await page.getByRole('link', { name: 'Plusieurs lignes à la fois' }).click();
    const rows = (condition) => ['facture\tligne\tcode\tquantite\tetat', '0033442210\t200\t22\t1\tscellé',
      `33442210\t300\t22\t1\t${condition}`, '0033442191\t200\t22\t1\tscellé'].join('\n');
    await page.getByLabel('Vos lignes').fill(rows('cassé'));
    await page.getByRole('button', { name: 'Vérifier les lignes' }).click();
    await page.getByRole('button', { name: 'Ajouter 2 lignes au panier' }).waitFor();
    await assertSound(page, 'lines looked through');
    assert.equal(await page.getByText('Ligne refusée').count(), 1);
    await shoot(page, 'lines-checked-dark');
    await page.getByRole('button', { name: 'Ajouter 2 lignes au panier' }).click();
    await page.getByText('2 lignes ont été ajoutées à votre panier').waitFor();
    const left = await page.getByLabel('Vos lignes').inputValue();
    assert.equal(left.split('\n').length, 2);
    assert.match(left, /cassé/);
    await page.getByLabel('Vos lignes').fill(left.replace('cassé', 'ouvert'));
    await page.getByRole('button', { name: 'Vérifier les lignes' }).click();
    await page.getByRole('button', { name: 'Ajouter 1 ligne au panier' }).click();
    await page.waitForURL(/\/basket\?done=lines/);
    await page.getByText('Toutes les lignes sont dans votre panier').waitFor();
    await assertSound(page, 'all lines in the basket');
    const small = await windowOf('lea@brindille.example', { viewport: phone });
    await small.goto('/basket/lines');
    await small.getByLabel('Vos lignes').fill(rows('cassé'));
    await small.getByRole('button', { name: 'Vérifier les lignes' }).click();
    await small.getByText('Ligne refusée').first().waitFor();
    await assertSound(small, 'lines on a phone');
    await shoot(small, 'lines-checked-phone');
  });

  test('the administrator of an account invites and disables a colleague', async () => {
    const page = await windowOf('hugo@brindille.example');
    await page.getByRole('link', { name: 'Utilisateurs de mon compte' }).click();
    await page.getByText('lea@brindille.example').waitFor();
    await assertSound(page, 'people of the account');
    await shoot(page, 'colleagues');
    await page.getByRole('link', { name: 'Inviter une personne' }).click();
    await page.locator('#name').fill('Zoé Marin');
    await page.locator('#email').fill('zoe@brindille.example');
    await assertSound(page, 'an invitation');
    await page.getByRole('button', { name: 'Envoyer l’invitation' }).click();
    await page.getByText('L’invitation est en route').waitFor();
    await page.getByLabel(/rappels/).uncheck();
    await page.getByRole('button', { name: 'Enregistrer le choix' }).click();
    await page.getByText('Le choix des courriels est enregistré').waitFor();
    await page.getByRole('button', { name: 'Fermer l’accès' }).click();
    await page.getByRole('button', { name: 'Rendre l’accès' }).waitFor();
    await assertSound(page, 'a colleague');
    await shoot(page, 'colleague');
  });
});
