/**
 * Inverse of the standard normal distribution function, relative error about 1e-16.
 * Source: M. J. Wichura, Algorithm AS 241, Applied Statistics 37 (1988), routine PPND16: three quotients of polynomials,
 * written out because this runs once for every sample of every input.
 * @param probability in (0, 1).
 */
export function normalQuantile(probability: number): number {
  const offset = probability - 0.5;
  if (Math.abs(offset) <= 0.425) return offset * central(0.180_625 - offset * offset);
  const root = Math.sqrt(-Math.log(offset < 0 ? probability : 1 - probability));
  const size = root <= 5 ? middle(root - 1.6) : tail(root - 5);
  return offset < 0 ? -size : size;
}

function central(x: number): number {
  return (
    (((((((2509.080_928_730_122_7 * x + 33_430.575_583_588_13) * x + 67_265.770_927_008_7) * x +
      45_921.953_931_549_87) *
      x +
      13_731.693_765_509_46) *
      x +
      1971.590_950_306_551_3) *
      x +
      133.141_667_891_784_38) *
      x +
      3.387_132_872_796_366_5) /
    (((((((5226.495_278_852_854 * x + 28_729.085_735_721_943) * x + 39_307.895_800_092_71) * x +
      21_213.794_301_586_597) *
      x +
      5394.196_021_424_751) *
      x +
      687.187_007_492_057_9) *
      x +
      42.313_330_701_600_91) *
      x +
      1)
  );
}

function middle(x: number): number {
  return (
    (((((((0.000_774_545_014_278_341_4 * x + 0.022_723_844_989_269_184) * x + 0.241_780_725_177_450_6) * x +
      1.270_458_252_452_368_4) *
      x +
      3.647_848_324_763_204_5) *
      x +
      5.769_497_221_460_691) *
      x +
      4.630_337_846_156_546) *
      x +
      1.423_437_110_749_683_5) /
    (((((((1.050_750_071_644_416_9e-9 * x + 0.000_547_593_808_499_534_5) * x + 0.015_198_666_563_616_457) * x +
      0.148_103_976_427_480_08) *
      x +
      0.689_767_334_985_1) *
      x +
      1.676_384_830_183_803_8) *
      x +
      2.053_191_626_637_759) *
      x +
      1)
  );
}

function tail(x: number): number {
  return (
    (((((((2.010_334_399_292_288_1e-7 * x + 0.000_027_115_555_687_434_876) * x + 0.001_242_660_947_388_078_4) * x +
      0.026_532_189_526_576_124) *
      x +
      0.296_560_571_828_504_87) *
      x +
      1.784_826_539_917_291_3) *
      x +
      5.463_784_911_164_114) *
      x +
      6.657_904_643_501_103) /
    (((((((2.044_263_103_389_939_7e-15 * x + 1.421_511_758_316_446e-7) * x + 0.000_018_463_183_175_100_548) * x +
      0.000_786_869_131_145_613_3) *
      x +
      0.014_875_361_290_850_615) *
      x +
      0.136_929_880_922_735_8) *
      x +
      0.599_832_206_555_888) *
      x +
      1)
  );
}
