import fc from 'fast-check';
import { networkOf } from '../../src/http/caller';
import { isPlainRequest } from '../../src/http/guard';

describe('what the guard lets through', () => {
  test('has one meaning: its host is the host and its path the path', () => {
    const host = fc.oneof(
      fc.domain(),
      fc.ipV4(),
      fc.ipV6().map((address) => `[${address}]`),
      fc.string({ maxLength: 12 }),
    );
    const target = fc.oneof(
      fc.webPath().map((path) => `/${path}`),
      fc.string({ unit: 'binary', maxLength: 20 }).map((text) => `/${text}`),
      fc.string({ maxLength: 20 }),
    );
    fc.assert(
      fc.property(host, target, (name, path) => {
        fc.pre(isPlainRequest(name, path));
        const url = new URL(`http://${name}${path}`);
        expect(url.username + url.password + url.hash).toBe('');
        expect(() => decodeURIComponent(url.pathname)).not.toThrow();
        expect(new URL(path, 'http://elsewhere.example').host).toBe('elsewhere.example');
      }),
      { numRuns: 2_000, maxSkipsPerRun: 1_000 },
    );
  });

  test.each([
    ['localhost:3978', '/api/me?x=1'],
    ['shop.example', '/'],
    ['[::1]:3978', '/console/'],
    ['127.0.0.1', '/v3/directline/conversations/a_b-C/activities?watermark=12'],
    ['shop.example', '/a%20b%C3%A8'],
  ])('includes %s%s', (host, target) => {
    expect(isPlainRequest(host, target)).toBe(true);
  });

  test('is never a request without Host or target', () => {
    expect(isPlainRequest(undefined, '/')).toBe(false);
    expect(isPlainRequest('a', undefined)).toBe(false);
    expect(isPlainRequest('', '/')).toBe(false);
  });
});

describe('what counts as one caller', () => {
  test.each([
    ['192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0db8:0001:0002::9', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
  ])('%s counts as %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
