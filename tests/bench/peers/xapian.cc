// SPDX-License-Identifier: LGPL-3.0-or-later
// Xapian: stemmer 'indonesian', positions, text stored as document data.
//   xapian index CORPUS FOLDER
//   xapian query FOLDER QUERIES    lines: name, operation, matches, median us

#include <cstdlib>
#include <cstring>

#include <xapian.h>

#include "read.hh"

enum { TIME, DAY, SOURCE, TONE };

static void index(const char *corpus, const char *folder)
{
	Xapian::WritableDatabase db(folder, Xapian::DB_CREATE_OR_OVERWRITE);
	Xapian::TermGenerator words;
	words.set_stemmer(Xapian::Stem("indonesian"));
	each_doc(corpus, [&](const doc &one) {
		Xapian::Document out;
		words.set_document(out);
		words.index_text(std::string(one.title));
		words.increase_termpos();
		words.index_text(std::string(one.text));
		out.add_value(TIME, Xapian::sortable_serialise(
				static_cast<double>(one.time)));
		out.add_value(DAY, std::to_string(one.day()));
		out.add_value(SOURCE, std::string(one.source));
		out.add_value(TONE, std::to_string(one.tone()));
		out.set_data(std::string(one.title) + "\n"
				+ std::string(one.text));
		db.add_document(out);
	});
	db.commit();
}

static void query(const char *folder, const char *path)
{
	Xapian::Database db(folder);
	Xapian::QueryParser parser;
	parser.set_database(db);
	parser.set_stemmer(Xapian::Stem("indonesian"));
	parser.set_stemming_strategy(Xapian::QueryParser::STEM_SOME);
	parser.set_default_op(Xapian::Query::OP_AND);
	const unsigned flags = Xapian::QueryParser::FLAG_BOOLEAN
		| Xapian::QueryParser::FLAG_PHRASE
		| Xapian::QueryParser::FLAG_LOVEHATE
		| Xapian::QueryParser::FLAG_WILDCARD;
	const Xapian::doccount all = db.get_doccount();
	for (const row &ask : read_queries(path)) {
		const std::string &name = ask.at("name");
		if (ask.at("xapian") == "-") {
			continue;
		}
		Xapian::Query plain = parser.parse_query(ask.at("xapian"), flags);
		Xapian::Query ranged(Xapian::Query::OP_FILTER, plain,
			Xapian::Query(Xapian::Query::OP_VALUE_RANGE, TIME,
				Xapian::sortable_serialise(
					std::stod(ask.at("since"))),
				Xapian::sortable_serialise(
					std::stod(ask.at("until")) - 1)));
		auto newest = [&](const Xapian::Query &what) {
			Xapian::Enquire enquire(db);
			enquire.set_query(what);
			enquire.set_sort_by_value(TIME, true);
			enquire.set_weighting_scheme(Xapian::BoolWeight());
			return enquire.get_mset(0, 20).size();
		};
		auto facet = [&](Xapian::valueno slot) {
			Xapian::Enquire enquire(db);
			Xapian::ValueCountMatchSpy spy(slot);
			enquire.set_query(plain);
			enquire.set_weighting_scheme(Xapian::BoolWeight());
			enquire.add_matchspy(&spy);
			enquire.get_mset(0, 0, all);
			return spy.get_total();
		};
		auto best = [&](bool shown) {
			Xapian::Enquire enquire(db);
			enquire.set_query(plain);
			Xapian::MSet set = enquire.get_mset(0, 20);
			size_t size = set.size();
			for (auto it = set.begin(); shown && it != set.end();
					++it) {
				size += it.get_document().get_data().size();
			}
			return size;
		};
		auto count = [&] {
			Xapian::Enquire enquire(db);
			enquire.set_query(plain);
			enquire.set_weighting_scheme(Xapian::BoolWeight());
			return enquire.get_mset(0, 0, all)
				.get_matches_estimated();
		};
		uint64_t n = count();
		time_it(name, "newest", n, [&] { newest(plain); });
		time_it(name, "newest in range", n, [&] { newest(ranged); });
		time_it(name, "bm25", n, [&] { best(false); });
		time_it(name, "count", n, [&] { count(); });
		time_it(name, "day", n, [&] { facet(DAY); });
		time_it(name, "source", n, [&] { facet(SOURCE); });
		time_it(name, "tone", n, [&] { facet(TONE); });
		time_it(name, "bm25 shown", n, [&] { best(true); });
	}
}

int main(int argc, char **argv)
{
	if (argc != 4) {
		return 2;
	}
	try {
		if (std::strcmp(argv[1], "index") == 0) {
			// A commit each 10,000 documents costs it an age.
			setenv("XAPIAN_FLUSH_THRESHOLD", "100000", 1);
			index(argv[2], argv[3]);
		} else {
			query(argv[2], argv[3]);
		}
	} catch (const Xapian::Error &error) {
		std::fprintf(stderr, "xapian: %s\n",
				error.get_description().c_str());
		return 1;
	}
}
