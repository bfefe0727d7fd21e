/** Load, render, init with bind_actions, destroy: when Kommo calls what, and what stops it. */
define(['jquery', 'host/page', 'host/sdk', 'host/panel', 'host/places/all'], function (
  $,
  page,
  sdk,
  panel,
  places,
) {
  'use strict';

  var found = window.__sandbox.found;
  var running = {};
  panel.listen();

  /** A page opens: each widget that declares this place is loaded and started, one after another. */
  function enter(boot) {
    var start = boot.widgets
      .filter(function (widget) {
        return isWanted(widget, boot.view.location);
      })
      .reduce(function (before, widget) {
        return before.then(function () {
          return startWidget(widget);
        });
      }, Promise.resolve());
    return start
      .then(function () {
        if (boot.switches.renderTwice) return renderAgain();
      })
      .then(function () {
        return places.show(boot, {
          call: call,
          find: findRunning,
          destroy: destroy,
          start: startWidget,
        });
      });
  }

  function isWanted(widget, location) {
    var forms = [location, location + '-0', location + '-1', 'everywhere'];
    var isHere = widget.locations.some(function (one) {
      return forms.indexOf(one) >= 0;
    });
    // Before it is installed and active a widget runs in the settings only.
    return isHere && (widget.install.active === 'Y' || location === 'settings');
  }

  function startWidget(widget) {
    var known = running[widget.code];
    if (known && widget.initOnce) {
      running[widget.code].widget = widget;
      return Promise.resolve();
    }
    return load(widget)
      .then(function (instance) {
        running[widget.code] = { widget: widget, instance: instance };
        return run(widget.code);
      })
      .catch(function (error) {
        noteFailure(widget.code, error);
      });
  }

  function load(widget) {
    var address = widget.path.replace(/\/$/, '') + '/script.js?v=' + widget.version;
    return new Promise(function (resolve, reject) {
      window.require([address], resolve, reject);
    }).then(function (Widget) {
      if (typeof Widget !== 'function') throw new Error('script.js does not return a constructor');
      var instance = sdk.create(widget);
      widget.title = instance.i18n(widget.names.name);
      // Not `new`: the SDK's methods are on the object already, so an ES class cannot work.
      var made = Widget.call(instance);
      var result = made && made.callbacks ? made : instance;
      ['render', 'init', 'bind_actions'].forEach(function (name) {
        if (!result.callbacks || typeof result.callbacks[name] !== 'function')
          throw new Error('callbacks.' + name + ' is missing: Kommo runs none without all three');
      });
      return result;
    });
  }

  /** render must answer true (or a promise of it), else nothing else runs. */
  function run(code) {
    return call(code, 'render').then(function (answer) {
      if (answer !== true) return;
      return Promise.all([call(code, 'init'), call(code, 'bind_actions')]);
    });
  }

  /** Calls `callbacks[name]` (dots allowed); its failure is noted and does not stop the page. */
  function call(code, name, args) {
    var one = running[code];
    var parts = name.split('.');
    var holder = parts.slice(0, -1).reduce(function (value, part) {
      return value && value[part];
    }, one && one.instance.callbacks);
    var callback = holder && holder[parts[parts.length - 1]];
    if (typeof callback !== 'function') return Promise.resolve(undefined);
    var entry = { widget: code, callback: name };
    found.lifecycle.push(entry);
    var answer;
    try {
      answer = callback.apply(holder, args || []);
    } catch (error) {
      noteFailure(code, error);
      return Promise.resolve(undefined);
    }
    return Promise.resolve(answer).then(
      function (value) {
        entry.answer =
          typeof value === 'string' ? value.slice(0, 200) : value === undefined ? null : value;
        return value;
      },
      function (error) {
        entry.rejected = String(error);
        throw error;
      },
    );
  }

  function noteFailure(code, error) {
    found.consoleErrors.push({
      owner: code,
      level: 'thrown',
      text: String((error && error.stack) || error),
    });
  }

  function renderAgain() {
    return Promise.all(Object.keys(running).map(run));
  }

  /** Ends one widget or all, as at a move to another area; returns what they left behind. */
  function destroy(code) {
    var codes = code === undefined ? Object.keys(running) : [code];
    return Promise.all(
      codes.map(function (one) {
        return call(one, 'destroy')
          .catch(function (error) {
            noteFailure(one, error);
          })
          .then(function () {
            panel.remove(one);
            delete running[one];
            return window.__sandbox.leaks(one);
          });
      }),
    ).then(function (lists) {
      return Array.prototype.concat.apply([], lists);
    });
  }

  /** A move: widgets that are made anew in each area end, the others stay. */
  function leave() {
    var ending = Object.keys(running).filter(function (code) {
      return !running[code].widget.initOnce;
    });
    return Promise.all(ending.map(destroy));
  }

  function findRunning(code) {
    return running[code];
  }

  return { enter: enter, leave: leave, destroy: destroy, renderAgain: renderAgain };
});
