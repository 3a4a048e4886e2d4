#pragma once
// The lines of a connection test in words.

#include "core/cluster/connection_test.h"

namespace switchyard::text {

struct TestWords
{
    QString title;  ///< "pg1: logged in"
    QString detail; ///< "10.77.0.1:5432 as switchyard, PostgreSQL 15.8, primary"; what to do when it failed
};
TestWords testWords(const TestLine& line);

} // namespace switchyard::text
