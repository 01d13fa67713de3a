/* SPDX-License-Identifier: LGPL-3.0-or-later */
/* SHA-256 as FIPS 180-4 writes it, and HMAC over it. */

#include "base/sha256.h"

#define BLOCK 64

struct sha {
	uint32_t state[8];
	unsigned char block[BLOCK];
	size_t used;
	uint64_t total;
};

static const uint32_t round_constant[64] = {
	0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1,
	0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3,
	0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
	0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
	0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147,
	0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
	0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b,
	0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
	0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
	0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208,
	0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static uint32_t turn(uint32_t x, unsigned n)
{
	return x >> n | x << (32 - n);
}

static void schedule(const unsigned char *p, uint32_t w[64])
{
	for (size_t i = 0; i < 16; i++, p += 4) {
		w[i] = (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 |
				(uint32_t)p[2] << 8 | p[3];
	}
	for (size_t i = 16; i < 64; i++) {
		uint32_t a = w[i - 15], b = w[i - 2];
		w[i] = w[i - 16] + (turn(a, 7) ^ turn(a, 18) ^ a >> 3) +
				w[i - 7] + (turn(b, 17) ^ turn(b, 19) ^ b >> 10);
	}
}

static void compress(struct sha *sha, const unsigned char *p)
{
	uint32_t w[64], s[8];

	schedule(p, w);
	memcpy(s, sha->state, sizeof(s));
	for (size_t i = 0; i < 64; i++) {
		uint32_t t1 = s[7] + (turn(s[4], 6) ^ turn(s[4], 11) ^
				turn(s[4], 25)) + ((s[4] & s[5]) ^ (~s[4] & s[6])) +
				round_constant[i] + w[i];
		uint32_t t2 = (turn(s[0], 2) ^ turn(s[0], 13) ^ turn(s[0], 22)) +
				((s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]));
		memmove(s + 1, s, 7 * sizeof(*s));
		s[4] += t1;
		s[0] = t1 + t2;
	}
	for (size_t i = 0; i < 8; i++) {
		sha->state[i] += s[i];
	}
}

static void begin(struct sha *sha)
{
	static const uint32_t first[8] = {
		0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
		0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
	};

	memcpy(sha->state, first, sizeof(first));
	sha->used = 0;
	sha->total = 0;
}

static void add(struct sha *sha, const void *bytes, size_t n)
{
	const unsigned char *p = bytes;

	sha->total += n;
	while (n != 0) {
		size_t room = BLOCK - sha->used;
		size_t take = n < room ? n : room;
		memcpy(sha->block + sha->used, p, take);
		sha->used += take;
		p += take;
		n -= take;
		if (sha->used == BLOCK) {
			compress(sha, sha->block);
			sha->used = 0;
		}
	}
}

static void end(struct sha *sha, unsigned char out[SHA256_BYTES])
{
	static const unsigned char pad[BLOCK] = {0x80};
	uint64_t bits = sha->total * 8;
	unsigned char length[8];

	for (size_t i = 0; i < 8; i++) {
		length[i] = (unsigned char)(bits >> (56 - 8 * i));
	}
	add(sha, pad, (sha->used < 56 ? 56 : 120) - sha->used);
	add(sha, length, sizeof(length));
	for (size_t i = 0; i < SHA256_BYTES; i++) {
		out[i] = (unsigned char)(sha->state[i / 4] >> (24 - 8 * (i % 4)));
	}
}

void pantau_sha256(struct str s, unsigned char out[SHA256_BYTES])
{
	struct sha sha;

	begin(&sha);
	add(&sha, s.p, s.n);
	end(&sha, out);
}

void pantau_hmac_sha256(struct str key, struct str s,
		unsigned char out[SHA256_BYTES])
{
	unsigned char pad[BLOCK] = {0};
	struct sha sha;

	if (key.n > BLOCK) {
		pantau_sha256(key, pad);
	} else if (key.n != 0) {
		memcpy(pad, key.p, key.n);
	}
	for (size_t i = 0; i < BLOCK; i++) {
		pad[i] ^= 0x36;
	}
	begin(&sha);
	add(&sha, pad, BLOCK);
	add(&sha, s.p, s.n);
	end(&sha, out);
	for (size_t i = 0; i < BLOCK; i++) {
		pad[i] ^= 0x36 ^ 0x5c;
	}
	begin(&sha);
	add(&sha, pad, BLOCK);
	add(&sha, out, SHA256_BYTES);
	end(&sha, out);
}
