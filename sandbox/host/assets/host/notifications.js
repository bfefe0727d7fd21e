/** APP.notifications: every call is noted; the three that Kommo shows are shown as toasts. */
define(['jquery'], function ($) {
  'use strict';

  var sandbox = window.__sandbox;

  function recorder(kind, isShown) {
    return sandbox.asHost(function (message) {
      sandbox.found.notifications.push({ kind: kind, message: message });
      if (isShown) toast(kind, message);
    });
  }

  function toast(kind, message) {
    var text = message.text && typeof message.text === 'object' ? message.text : message;
    var isBad = kind === 'show_message_error' || message.type === 'error';
    var $toast = $('<div class="host-toast" role="status"></div>').toggleClass(
      'host-toast_error',
      isBad,
    );
    $('<strong></strong>')
      .text(text.header || '')
      .appendTo($toast);
    $('<p></p>')
      .text(typeof text.text === 'string' ? text.text : '')
      .appendTo($toast);
    $('#notifications_holder').append($toast);
    setTimeout(function () {
      $toast.remove();
    }, 6000);
  }

  return {
    show_message: recorder('show_message', true),
    show_message_error: recorder('show_message_error', true),
    show_notification: recorder('show_notification', true),
    add_error: recorder('add_error', false),
    add_call: recorder('add_call', false),
  };
});
