import { describe, expect, it } from 'vitest';
import { hashOf, placeOf } from '../../../renderer/store/screens.ts';

describe('the place of a URL', () => {
  it('is the screen that its fragment names, and Scenario for any other', () => {
    expect(placeOf('#/compare')).toEqual({ screen: 'compare', within: [] });
    expect(placeOf('#/nothing')).toEqual({ screen: 'scenario', within: [] });
    expect(placeOf('')).toEqual({ screen: 'scenario', within: [] });
  });

  it('reaches into a screen, with names that hold slashes', () => {
    const hash = hashOf('catalogue', 'model', 'aws/us.anthropic/claude v1:0 100%');
    expect(placeOf(hash)).toEqual({ screen: 'catalogue', within: ['model', 'aws/us.anthropic/claude v1:0 100%'] });
  });

  it('is the screen alone when what follows is no URL encoding', () => {
    expect(placeOf('#/catalogue/model/%')).toEqual({ screen: 'catalogue', within: [] });
  });
});
