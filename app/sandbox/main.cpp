// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/http/server.h"
#include "app/sandbox/seed/groups.h"
#include "app/sandbox/seed/seeder.h"
#include "app/sandbox/seed/traffic.h"

#include <csignal>
#include <iostream>

namespace {

using namespace sandbox;

/// SIGTERM or SIGINT came while the data were being made or read.
struct Stopped
{
};

sigset_t stopSignals()
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    return signals;
}

void throwIfStopped()
{
    const sigset_t signals = stopSignals();
    const timespec atOnce{};
    if (sigtimedwait(&signals, nullptr, &atOnce) > 0) {
        throw Stopped();
    }
}

/// Says on stderr how far a long job is, every million rows.
LogStore::Progress progressOf(const char *what)
{
    constexpr std::uint64_t step = 1'000'000;
    return [what, next = step](std::uint64_t rows) mutable {
        throwIfStopped();
        if (rows >= next) {
            std::cerr << "gatehouse-sandbox: " << what << ' ' << rows << " logs" << std::endl;
            next += step;
        }
    };
}

void prepareData(Service &service)
{
    if (!isSeeded(service)) {
        seed(service, progressOf("made"));
    } else {
        service.logs.load(progressOf("read"));
        if (service.options.fillGap) {
            fillGap(service, progressOf("added"));
        }
    }
    seedGroups(service);
}

void run(const Options &options)
{
    Server server(options);
    Service service(options);
    prepareData(service);
    service.evaluator.start();
    std::unique_ptr<Traffic> traffic;
    if (options.traffic > 0) {
        traffic = std::make_unique<Traffic>(service, options.traffic);
    }
    server.start(makeRouter(service));
    std::cout << "gatehouse-sandbox listening on http://127.0.0.1:" << server.port() << "/client/v4"
              << std::endl;
    const sigset_t signals = stopSignals();
    int signal = 0;
    sigwait(&signals, &signal);
    server.stop();
}

} // namespace

int main(int argc, char *argv[])
{
    // before any thread starts, so that all of them leave these signals to sigwait
    const sigset_t signals = stopSignals();
    sigprocmask(SIG_BLOCK, &signals, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    try {
        const Options options = parseOptions({argv + 1, argv + argc});
        if (options.help) {
            std::cout << helpText();
        } else if (options.version) {
            std::cout << "gatehouse-sandbox " GATEHOUSE_VERSION "\n";
        } else {
            run(options);
        }
        return 0;
    } catch (const Stopped &) {
        return 0;
    } catch (const StartError &error) {
        std::cerr << "gatehouse-sandbox: " << error.what() << std::endl;
        return 2;
    } catch (const std::exception &error) {
        std::cerr << "gatehouse-sandbox: " << error.what() << std::endl;
        return 1;
    }
}
