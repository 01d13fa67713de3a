// SPDX-License-Identifier: LGPL-3.0-or-later
// The one C++ file: simdjson's DOM behind C functions.

#define SIMDJSON_EXCEPTIONS 0
#include <simdjson.h>

#include <exception>
#include <new>

#include "import/json_shim.h"

namespace dom = simdjson::dom;

struct json_shim {
	dom::parser parser;
};

static_assert(JSON_SHIM_PADDING >= simdjson::SIMDJSON_PADDING,
		"simdjson reads further behind the text");

extern "C" void pantau_json_shim_last(void (*last)(void))
{
	std::set_terminate(last);
}

extern "C" struct json_shim *pantau_json_shim_create(void)
{
	// The first use chooses the code for this processor, with a 'new' that
	// throws: better here than where nothing may be thrown.
	try {
		(void)simdjson::get_active_implementation()->name();
	} catch (const std::bad_alloc &) {
		return nullptr;
	}
	return new (std::nothrow) json_shim;
}

extern "C" void pantau_json_shim_destroy(struct json_shim *shim)
{
	delete shim;
}

// value_unsafe: the type was asked before.
static void fill(struct json_shim_member *out, dom::element value)
{
	std::string_view string;

	switch (value.type()) {
	case dom::element_type::STRING:
		out->type = JSON_SHIM_STRING;
		string = value.get_string().value_unsafe();
		out->string = string.data();
		out->string_length = string.size();
		break;
	case dom::element_type::INT64:
		out->type = JSON_SHIM_INT;
		out->integer = value.get_int64().value_unsafe();
		break;
	case dom::element_type::UINT64:
	case dom::element_type::DOUBLE:
		out->type = JSON_SHIM_REAL;
		out->real = value.get_double().value_unsafe();
		break;
	case dom::element_type::BOOL:
		out->type = JSON_SHIM_BOOL;
		out->boolean = value.get_bool().value_unsafe();
		break;
	case dom::element_type::NULL_VALUE:
		out->type = JSON_SHIM_NULL;
		break;
	default:
		out->type = JSON_SHIM_NESTED;
		break;
	}
}

extern "C" enum json_shim_status pantau_json_shim_parse(
		struct json_shim *shim, const char *text, size_t length,
		bool (*member)(void *context,
				const struct json_shim_member *member),
		void *context)
{
	dom::element root;
	dom::object object;
	auto error = shim->parser.parse(text, length, false).get(root);

	if (error == simdjson::MEMALLOC) {
		return JSON_SHIM_NO_MEMORY;
	}
	if (error != simdjson::SUCCESS) {
		return JSON_SHIM_SYNTAX;
	}
	if (root.get(object) != simdjson::SUCCESS) {
		return JSON_SHIM_NO_OBJECT;
	}
	for (dom::key_value_pair pair : object) {
		struct json_shim_member out = {};
		out.key = pair.key.data();
		out.key_length = pair.key.size();
		fill(&out, pair.value);
		if (!member(context, &out)) {
			return JSON_SHIM_STOPPED;
		}
	}
	return JSON_SHIM_OK;
}

struct walk {
	bool (*step)(void *context, const struct json_shim_step *step);
	void *context;
};

static bool visit(const walk &walk, dom::element value, std::string_view key);

// What is in an object or array, between its two steps.
static bool visit_inside(const walk &walk, dom::element value)
{
	dom::array array;
	dom::object object;

	if (value.get(array) == simdjson::SUCCESS) {
		for (dom::element item : array) {
			if (!visit(walk, item, {})) {
				return false;
			}
		}
		return true;
	}
	if (value.get(object) != simdjson::SUCCESS) {
		return true;
	}
	for (dom::key_value_pair pair : object) {
		if (!visit(walk, pair.value, pair.key)) {
			return false;
		}
	}
	return true;
}

static bool visit(const walk &walk, dom::element value, std::string_view key)
{
	struct json_shim_step step = {};

	step.member.key = key.data();
	step.member.key_length = key.size();
	fill(&step.member, value);
	step.event = JSON_SHIM_VALUE;
	if (step.member.type != JSON_SHIM_NESTED) {
		return walk.step(walk.context, &step);
	}
	step.array = value.type() == dom::element_type::ARRAY;
	step.event = JSON_SHIM_BEGIN;
	if (!walk.step(walk.context, &step) || !visit_inside(walk, value)) {
		return false;
	}
	step.event = JSON_SHIM_END;
	return walk.step(walk.context, &step);
}

extern "C" enum json_shim_status pantau_json_shim_walk(
		struct json_shim *shim, const char *text, size_t length,
		bool (*step)(void *context, const struct json_shim_step *step),
		void *context)
{
	dom::element root;
	auto error = shim->parser.parse(text, length, false).get(root);

	if (error == simdjson::MEMALLOC) {
		return JSON_SHIM_NO_MEMORY;
	}
	if (error != simdjson::SUCCESS) {
		return JSON_SHIM_SYNTAX;
	}
	if (!root.is_object() && !root.is_array()) {
		return JSON_SHIM_NO_OBJECT;
	}
	return visit(walk{step, context}, root, {}) ? JSON_SHIM_OK
			: JSON_SHIM_STOPPED;
}
