/**
 * Standard normal distribution function, absolute error about 1e-15.
 * Source: J. F. Hart's algorithm 5666 as given by G. West, Better approximations to cumulative normal functions (2005).
 */
export function normalDistribution(x: number): number {
  const size = Math.abs(x);
  if (size > 37) return x > 0 ? 1 : 0;
  const density = Math.exp((-size * size) / 2);
  const upper = size < 7.071_067_811_865_47 ? (density * numerator(size)) / denominator(size) : tail(density, size);
  return x > 0 ? 1 - upper : upper;
}

function numerator(x: number): number {
  let sum = 3.526_249_659_989_11e-2 * x + 0.700_383_064_443_688;
  sum = sum * x + 6.373_962_203_531_65;
  sum = sum * x + 33.912_866_078_383;
  sum = sum * x + 112.079_291_497_871;
  sum = sum * x + 221.213_596_169_931;
  return sum * x + 220.206_867_912_376;
}

function denominator(x: number): number {
  let sum = 8.838_834_764_831_84e-2 * x + 1.755_667_163_182_64;
  sum = sum * x + 16.064_177_579_207;
  sum = sum * x + 86.780_732_202_946_1;
  sum = sum * x + 296.564_248_779_674;
  sum = sum * x + 637.333_633_378_831;
  sum = sum * x + 793.826_512_519_948;
  return sum * x + 440.413_735_824_752;
}

function tail(density: number, x: number): number {
  const fraction = x + 1 / (x + 2 / (x + 3 / (x + 4 / (x + 0.65))));
  return density / fraction / 2.506_628_274_631;
}
