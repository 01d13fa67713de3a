// SPDX-License-Identifier: LGPL-3.0-or-later
// What the peers in C++ share: the corpus, the queries, the clock.

#ifndef PEERS_READ_HH
#define PEERS_READ_HH

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <functional>
#include <map>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <simdjson.h>

struct doc {
	std::string_view id, source, author, kind, region, title, text;
	int64_t time = 0;
	int64_t day() const { return time / 86400; }
	// The peers have no tone of their own: four values by the number in the
	// id.
	int64_t tone() const
	{
		uint64_t n = std::stoull(std::string(id.substr(1)));
		return static_cast<int64_t>(n * 2654435761u >> 7 & 3);
	}
};

inline int64_t parse_time(std::string_view text)
{
	std::tm tm = {};
	std::string copy(text);
	if (std::sscanf(copy.c_str(), "%d-%d-%dT%d:%d:%d", &tm.tm_year,
			&tm.tm_mon, &tm.tm_mday, &tm.tm_hour, &tm.tm_min,
			&tm.tm_sec) != 6) {
		return 0;
	}
	tm.tm_year -= 1900;
	tm.tm_mon--;
	return timegm(&tm);
}

// Views are good until the next document.
inline void each_doc(const char *path,
		const std::function<void(const doc &)> &use)
{
	simdjson::dom::parser parser;
	simdjson::dom::document_stream stream = parser.load_many(path, 1 << 24);
	for (auto one : stream) {
		simdjson::dom::object object = one.get_object();
		doc out;
		for (auto field : object) {
			std::string_view value;
			if (field.value.get(value) != simdjson::SUCCESS) {
				continue;
			}
			if (field.key == "id") {
				out.id = value;
			} else if (field.key == "source") {
				out.source = value;
			} else if (field.key == "author") {
				out.author = value;
			} else if (field.key == "kind") {
				out.kind = value;
			} else if (field.key == "region") {
				out.region = value;
			} else if (field.key == "title") {
				out.title = value;
			} else if (field.key == "text") {
				out.text = value;
			} else if (field.key == "published") {
				out.time = parse_time(value);
			}
		}
		use(out);
	}
}

using row = std::map<std::string, std::string>;

// A table with a header and tabs between cells.
inline std::vector<row> read_queries(const char *path)
{
	std::ifstream in(path);
	std::vector<std::string> head;
	std::vector<row> out;
	for (std::string line; std::getline(in, line);) {
		std::vector<std::string> cells;
		std::stringstream rest(line);
		for (std::string cell; std::getline(rest, cell, '\t');) {
			cells.push_back(cell);
		}
		if (head.empty()) {
			head = cells;
			continue;
		}
		row one;
		for (size_t i = 0; i < head.size() && i < cells.size(); i++) {
			one[head[i]] = cells[i];
		}
		out.push_back(one);
	}
	return out;
}

// Microseconds by the wall, or by the processor where BENCH_CLOCK is cpu.
inline double now()
{
	static const char *which = std::getenv("BENCH_CLOCK");
	std::timespec at;
	clock_gettime(which != nullptr && std::string(which) == "cpu"
			? CLOCK_THREAD_CPUTIME_ID : CLOCK_MONOTONIC, &at);
	return static_cast<double>(at.tv_sec) * 1e6
		+ static_cast<double>(at.tv_nsec) * 1e-3;
}

// Runs once for warmth, then up to 15 times (fewer when slow); prints name,
// operation, matches, median in microseconds.
inline void time_it(const std::string &name, const char *operation,
		uint64_t matches, const std::function<void()> &run)
{
	std::vector<double> took;
	double all = 0;
	run();
	while (took.size() < 15 && (took.size() < 3 || all < 400e3)) {
		double start = now();
		run();
		took.push_back(now() - start);
		all += took.back();
	}
	std::sort(took.begin(), took.end());
	std::printf("%s\t%s\t%llu\t%.1f\n", name.c_str(), operation,
			static_cast<unsigned long long>(matches),
			took[took.size() / 2]);
	std::fflush(stdout);
}

#endif
