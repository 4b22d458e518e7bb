/** As people and shops are called, with what makes a CSV reader stumble: quotes, commas, an apostrophe, a line break. */
export const CUSTOMERS = [
  'Anna Schmidt',
  'ООО «Ромашка»',
  'O’Brien & Sons',
  "D'Angelo, Marco",
  'Иванов Пётр',
  'The "Corner" Shop',
  'Smith, Jones and Co.',
  'Ольга Ёлкина',
  'Магазин "Рассвет", филиал № 3',
  'Lee Min',
  'Acme Ltd.\nAccounts payable',
  'Сидорова Мария',
] as const;

export const STATUSES = ['new', 'paid', 'shipped', 'delivered', 'cancelled'] as const;
export const CITIES = [
  'Москва',
  'Berlin',
  'Санкт-Петербург',
  'Lisbon',
  'Казань',
  'Austin, TX',
  'Пермь',
  'Leeds',
] as const;
export const PRODUCTS = [
  'Tea, green 100 g',
  'Кофе в зёрнах',
  'Cup',
  'Чайник 1.7 л',
  '12" plate',
  'Ложка',
  'Napkins',
] as const;
export const COMMENTS = [
  '',
  '',
  '',
  'call first',
  'Позвонить за час',
  'door code "4711"',
  'left,\nthen right',
  '№ 5',
] as const;
